package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lifeboot.cli.failure.WrongUse;

class CommandWordsTest {

  @Test
  void aCommandIsTakenApartAtBlanks() {
    assertThat(CommandWords.of("  /opt/pdu  cycle 7 ")).containsExactly("/opt/pdu", "cycle", "7");
  }

  @Test
  void quotesAndBackslashesKeepAWordTogether() {
    assertThat(CommandWords.of("pdu 'socket 7' \"say \\\"x\\\"\" a\\ b c'd e'f ''"))
        .containsExactly("pdu", "socket 7", "say \"x\"", "a b", "cd ef", "");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(CommandWords.of("echo $HOME `id` * ; rm"))
        .containsExactly("echo", "$HOME", "`id`", "*", ";", "rm");
  }

  @Test
  void anOpenQuoteIsWrongUse() {
    assertThatThrownBy(() -> CommandWords.of("pdu 'socket 7")).isInstanceOf(WrongUse.class);
    assertThatThrownBy(() -> CommandWords.of("pdu \"socket 7")).isInstanceOf(WrongUse.class);
    assertThatThrownBy(() -> CommandWords.of("pdu \\")).isInstanceOf(WrongUse.class);
  }
}
