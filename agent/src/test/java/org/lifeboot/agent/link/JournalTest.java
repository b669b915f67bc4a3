package org.lifeboot.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Codec;

class JournalTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @TempDir Path folder;

  private Journal journal() {
    return new Journal(new RunFolder(folder), new Codec(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static AgentEvent answer(String commandId) {
    return new AgentEvent.CredentialsApplied(commandId, 1);
  }

  private static Numbered next(Journal journal, long after) throws InterruptedException {
    return journal.next(after, Duration.ZERO).orElseThrow();
  }

  @Test
  void eventsAreNumberedFromOneWithoutGaps() {
    var journal = journal();

    assertThat(journal.add(answer("a"))).isEqualTo(new Numbered(1, NOW, answer("a")));
    assertThat(journal.add(answer("b"))).isEqualTo(new Numbered(2, NOW, answer("b")));
  }

  @Test
  void anAgentThatIsStartedAgainGoesOnWithTheNextNumber() throws Exception {
    var first = journal();
    first.add(answer("a"));
    first.add(answer("b"));
    first.acknowledge(1);

    var second = journal();

    assertThat(second.add(answer("c")).number()).isEqualTo(3);
    second.acknowledge(1);
    assertThat(next(second, 0).number()).isEqualTo(2);
    assertThat(next(second, 2).number()).isEqualTo(3);
  }

  @Test
  void anAgentThatForgotItsEventsGoesOnAfterWhatTheManagerHas() {
    var journal = journal();

    journal.acknowledge(41);

    assertThat(journal.add(answer("a")).number()).isEqualTo(42);
  }

  @Test
  void acknowledgedAnswersAreRememberedOverARestartSoThatNoCommandIsDoneTwice() {
    var first = journal();
    first.add(answer("a"));
    first.acknowledge(1);

    assertThat(journal().answerTo("a")).contains(new Numbered(1, NOW, answer("a")));
    assertThat(journal().answerTo("b")).isEmpty();
  }

  @Test
  void onlyTheNewestAcknowledgedEventsStayInMemory() throws Exception {
    var journal = journal();
    IntStream.range(0, 200).forEach(i -> journal.add(answer("command " + i)));

    journal.acknowledge(200);

    try (var files = Files.list(folder.resolve("events"))) {
      assertThat(files).hasSize(Journal.KEPT);
    }
    assertThat(journal.answerTo("command 199")).isPresent();
    assertThat(journal.answerTo("command 0")).isEmpty();
  }

  @Test
  void anEventThatIsTooLongToSendBecomesAFailureAndDoesNotBlockTheOthers() throws Exception {
    var journal = journal();

    journal.add(new AgentEvent.CommandFailed("a", "x".repeat(2 << 20)));

    assertThat(next(journal, 0).event())
        .isInstanceOfSatisfying(
            AgentEvent.CommandFailed.class,
            failed -> assertThat(failed.reason()).startsWith("the answer is too long to send"));
  }

  @Test
  void whoeverReadsTheFolderMustBeRoot() throws Exception {
    journal().add(answer("a"));

    try (var files = Files.list(folder.resolve("events"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
