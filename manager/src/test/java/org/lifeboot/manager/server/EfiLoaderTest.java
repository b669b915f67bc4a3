package org.lifeboot.manager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EfiLoaderTest {

  @ParameterizedTest
  @CsvSource({
    "/EFI/debian/grubx64.efi, /EFI/debian/grubx64.efi",
    "' \\EFI\\debian\\shimx64.efi ', /EFI/debian/shimx64.efi",
    "\\efi\\Microsoft\\Boot\\BOOTMGFW.EFI, /EFI/Microsoft/Boot/BOOTMGFW.EFI",
    "/Efi/a_b-1.2/x.Efi, /EFI/a_b-1.2/x.Efi",
    "/EFI/loader.efi, /EFI/loader.efi"
  })
  void aPathIsKeptAsGrubWritesIt(String typed, String kept) {
    assertThat(new EfiLoader(typed).text()).isEqualTo(kept);
  }

  @Test
  void nothingTypedIsNoLoader() {
    assertThat(EfiLoader.typed(" ")).isEmpty();
    assertThat(EfiLoader.typed("/EFI/BOOT/BOOTX64.EFI"))
        .contains(new EfiLoader("/EFI/BOOT/BOOTX64.EFI"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/EFI/",
        "/EFI/.efi",
        "/EFI/debian/",
        "/EFI/debian/grubx64",
        "/EFI/debian/grubx64.efi.bak",
        "/EFI//grubx64.efi",
        "/EFI/../boot/x.efi",
        "/EFI/a..b/x.efi",
        "/EFI/./x.efi",
        "EFI/debian/grubx64.efi",
        "/boot/efi/EFI/debian/grubx64.efi",
        "(hd0,gpt1)/EFI/debian/grubx64.efi",
        "(http,192.0.2.1)/EFI/x.efi",
        "/EFI/x.efi; reboot",
        "/EFI/x.efi\nreboot #.efi",
        "/EFI/x\r.efi",
        "/EFI/x y.efi",
        "/EFI/$root/x.efi",
        "/EFI/${net_default_ip}.efi",
        "/EFI/$(halt).efi",
        "/EFI/`halt`.efi",
        "/EFI/'x'.efi",
        "/EFI/\"x\".efi",
        "/EFI/x&.efi",
        "/EFI/x|halt.efi",
        "/EFI/{x}.efi",
        "/EFI/*.efi",
        "/EFI/x\\;reboot.efi",
        "/EFI/x\u0000.efi",
        "/EFI/x\u2028.efi",
        "/EFI/\uff53him.efi"
      })
  void whatIsNoPathOfALoaderIsRefusedNamingItAndWhatIsWanted(String typed) {
    assertThatThrownBy(() -> new EfiLoader(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "not a loader on an EFI system partition: \"%s\"; wanted".formatted(typed))
        .hasMessageContaining("from /EFI/ to .efi, such as /EFI/debian/shimx64.efi");
  }

  @Test
  void noOtherCharacterOfTheWholeUnicodeIsLetThrough() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(each -> taken("/EFI/x" + each + "y.efi")))
        .hasSize(26 + 26 + 10 + ".-_/\\".length())
        .allSatisfy(each -> assertThat(each).matches("[A-Za-z0-9._/\\\\-]"));
  }

  private static boolean taken(String path) {
    try {
      return !new EfiLoader(path).text().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Test
  void aPathHasAtMost200Characters() {
    String longest = "/EFI/" + "a".repeat(191) + ".efi";

    assertThat(new EfiLoader(longest).text()).hasSize(200);
    assertThatThrownBy(() -> new EfiLoader("/EFI/a" + longest.substring(5)))
        .hasMessageContaining("at most 200");
  }
}
