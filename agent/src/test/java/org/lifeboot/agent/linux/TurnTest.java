package org.lifeboot.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.5Z");

  @TempDir Path folder;

  private Turn.Answer ask(String who) {
    return Turn.ask(folder.resolve("turn"), who, NOON);
  }

  @Test
  void theSecondIsToldWhoHasItAndSinceWhen() {
    assertThat(ask("a burn")).isInstanceOf(Turn.Answer.Yours.class);

    assertThat(ask("a memory check"))
        .isEqualTo(new Turn.Answer.Taken("a burn since 2026-11-22T12:00:00Z"));
  }

  @Test
  void whatWasGivenBackCanBeHadAgain() {
    if (ask("a burn") instanceof Turn.Answer.Yours(Turn turn)) {
      turn.close();
    }

    assertThat(ask("a memory check")).isInstanceOf(Turn.Answer.Yours.class);
  }
}
