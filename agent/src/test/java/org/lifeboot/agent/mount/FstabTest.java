package org.lifeboot.agent.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.mount.Fstab.Entry;

class FstabTest {

  @Test
  void anEntryIsReadFieldByField() {
    Fstab fstab = Fstab.of("UUID=12-34\t/home  ext4 defaults,nofail 0 2\n");

    assertThat(fstab.troubles()).isEmpty();
    Entry home = fstab.entries().getFirst();
    assertThat(home.source()).isEqualTo("UUID=12-34");
    assertThat(home.point()).isEqualTo("/home");
    assertThat(home.type()).isEqualTo("ext4");
    assertThat(home.options()).containsExactly("defaults", "nofail");
  }

  @Test
  void commentsAndEmptyLinesAreNothing() {
    assertThat(Fstab.of("# a comment\n\n   \n  # another\n").entries()).isEmpty();
  }

  @Test
  void spacesAreWrittenAsOctalNumbers() {
    Entry entry = Fstab.of("LABEL=a\\040b /with\\040space\\134 ext4 defaults").entries().getFirst();

    assertThat(entry.source()).isEqualTo("LABEL=a b");
    assertThat(entry.point()).isEqualTo("/with space\\");
  }

  @Test
  void quotedLabelsAndUntidyFoldersAreUnderstood() {
    Entry entry = Fstab.of("LABEL=\"x\" //srv//www/ xfs defaults").entries().getFirst();

    assertThat(entry.source()).isEqualTo("LABEL=x");
    assertThat(entry.point()).isEqualTo("/srv/www");
  }

  @Test
  void whatIsNoEntryIsToldWithItsLine() {
    Fstab fstab = Fstab.of("# one\ngarbage\n/dev/sda1 / ext4");

    assertThat(fstab.entries()).hasSize(1);
    assertThat(fstab.troubles()).containsExactly("Line 2 of its fstab is no entry: garbage");
  }

  @Test
  void escapeCodesInItAreHarmlessWhenShown() {
    Fstab fstab = Fstab.of("\u001b[31mred\n/dev/x\u001b[2J /a ext4");

    assertThat(fstab.troubles().getFirst()).doesNotContain("\u001b");
    assertThat(fstab.entries().getFirst().words()).doesNotContain("\u001b");
  }

  @Test
  void aZeroByteIsRefused() {
    assertThat(Fstab.of("/dev/sda1 /a\\000b ext4").entries()).isEmpty();
  }

  @Test
  void aLongFileEndsSomewhere() {
    assertThat(Fstab.of("/dev/sda1 /a ext4\n".repeat(100_000)).entries()).hasSize(500);
    assertThat(Fstab.of("x".repeat(1 << 20)).entries()).isEmpty();
  }

  @Test
  void linesThatAreNoEntriesEndSomewhereToo() {
    assertThat(Fstab.of("x\n".repeat(500_000)).troubles()).hasSize(501);
  }

  @Test
  void aCarriageReturnEndsNoLine() {
    assertThat(Fstab.of("/dev/x /a\rb ext4").entries())
        .extracting(Fstab.Entry::point)
        .containsExactly("/a\rb");
  }

  @Test
  void noiseNeverBreaksIt() {
    var random = new Random(4);
    var noise = new StringBuilder();
    random.ints(200_000, 0, 0x300).forEach(noise::appendCodePoint);

    assertThat(Fstab.of(noise.toString())).isNotNull();
  }
}
