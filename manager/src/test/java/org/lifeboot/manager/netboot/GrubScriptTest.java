package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;

class GrubScriptTest {

  private static final URI MANAGER = URI.create("http://boot.example:8081/");

  private static final BootAddresses BOOT =
      BootAddresses.of(MANAGER, FakeBootDesk.BOOT, "0123456789abcdef", "feed");

  private static final MacAddress CARD = new MacAddress("52:54:00:12:34:56");

  private static final BootScript SCRIPT = new GrubScript(CARD, Optional.empty());

  private static final BootScript WITH_LOADER = withLoader("\\EFI\\acme\\grubx64.efi");

  private static BootScript withLoader(String path) {
    return new GrubScript(CARD, Optional.of(new EfiLoader(path)));
  }

  @Test
  void theFirstScriptAsksTwiceWithTheCardsAddressAndFallsToDisk() {
    String ask =
        "source \"(http,boot.example:8081)/boot/grub?mac=$net_default_mac&ip=$net_default_ip"
            + "&dhcp=$net_default_next_server&platform=efi\"";
    assertThat(GrubScript.start(MANAGER).lines())
        .containsSubsequence(ask, "sleep 2", ask, "    if chainloader $loader; then", "exit");
  }

  @Test
  void theRescueScriptLoadsKernelThenInitrdsWithTheSessionLast() {
    assertThat(SCRIPT.rescue("web-1", BOOT, "boot=live console=tty0"))
        .startsWith(
            """
            echo 'Lifeboot: starting the rescue system for web-1'
            if linux '(http,boot.example:8081)/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/vmlinuz'\
             'boot=live' 'console=tty0'\
             'fetch=http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/filesystem.squashfs'\
             'BOOTIF=01-52-54-00-12-34-56'; then
              if initrd\
             '(http,boot.example:8081)/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/initrd.img'\
             '(http,boot.example:8081)/boot/agent/feed/00112233445566778899aabbccddeeff/agent.img'\
             '(http,boot.example:8081)/boot/session/00112233445566778899aabbccddeeff/session.img'; then
            """);
  }

  @Test
  void aManagerWithAnIpv6AddressIsNamedWithItsBrackets() {
    var manager = URI.create("http://[fd00:77::1]:8081");
    var boot = BootAddresses.of(manager, FakeBootDesk.BOOT, "0123456789abcdef", "feed");

    assertThat(GrubScript.start(manager))
        .contains("\nsource \"(http,[fd00:77::1]:8081)/boot/grub?mac=$net_default_mac");
    assertThat(SCRIPT.rescue("web-1", boot, "boot=live"))
        .contains(
            "if linux '(http,[fd00:77::1]:8081)/boot/image/0123456789abcdef/",
            " 'fetch=http://[fd00:77::1]:8081/boot/image/0123456789abcdef/",
            " '(http,[fd00:77::1]:8081)/boot/session/");
  }

  @Test
  void aServersOwnLoaderIsTriedFirstWhereverItsScriptEndsAtTheDisk() {
    assertThat(
            List.of(
                WITH_LOADER.fromDisk("web-1"),
                WITH_LOADER.notPossible("the rescue system", "web-1"),
                WITH_LOADER.memtest("web-1", MANAGER.resolve("boot/memtest.efi")),
                WITH_LOADER.rescue("web-1", BOOT, "boot=live")))
        .allSatisfy(
            script ->
                assertThat(script)
                    .contains("\nfor loader in /EFI/acme/grubx64.efi /EFI/debian/shimx64.efi ")
                    .contains(" /EFI/Microsoft/Boot/bootmgfw.efi /EFI/BOOT/BOOTX64.EFI; do\n")
                    .endsWith("done\nexit\n"));
  }

  @Test
  void withoutALoaderOfItsOwnTheUsualOnesAreTried() {
    assertThat(SCRIPT.fromDisk("web-1")).contains("\nfor loader in /EFI/debian/shimx64.efi ");
  }

  @Test
  void aUsualLoaderThatIsTheServersOwnIsTriedOnce() {
    assertThat(withLoader("/EFI/ubuntu/grubx64.efi").fromDisk("web-1"))
        .contains("for loader in /EFI/ubuntu/grubx64.efi /EFI/debian/shimx64.efi ")
        .containsOnlyOnce("/EFI/ubuntu/grubx64.efi");
  }

  @Test
  void aServersNameCannotBecomeACommand() {
    assertThat(SCRIPT.fromDisk("x'\nreboot; $(halt) #"))
        .startsWith("echo 'Lifeboot: x??reboot? ??halt? ? boots from its disk'\n");
  }

  @Test
  void whatGrubWouldCutIntoWordsOrTheKernelIsRefused() {
    assertThatThrownBy(() -> SCRIPT.rescue("web-1", BOOT, "a='b c'"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apostrophe");
    assertThatThrownBy(() -> SCRIPT.rescue("web-1", BOOT, "a".repeat(2000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2047 are possible");
  }
}
