package org.lifeboot.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostileTextTest {

  @Test
  void escapeSequencesAndLineBreaksAreGone() {
    assertThat(HostileText.line("\u001b[31mDATA\r\n\u0000\tdisk\u0007 "))
        .isEqualTo("[31mDATA disk");
  }

  @Test
  void textThatTurnsTheReadingDirectionIsGone() {
    assertThat(HostileText.line("exe\u202Egpj")).isEqualTo("exe gpj");
  }

  @Test
  void aLongTextIsCutButNotInsideACharacter() {
    assertThat(HostileText.line("ab\uD83D\uDCBE", 3)).isEqualTo("ab");
    assertThat(HostileText.line("x".repeat(10_000), 256)).hasSize(256);
  }

  @Test
  void halfACharacterIsGone() {
    assertThat(HostileText.line("a\uD83Db")).isEqualTo("a b");
  }

  @Test
  void ordinaryTextOfAnyLanguageStays() {
    assertThat(HostileText.line("Größe 容量 размер")).isEqualTo("Größe 容量 размер");
  }
}
