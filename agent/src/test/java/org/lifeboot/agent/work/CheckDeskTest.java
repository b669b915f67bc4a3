package org.lifeboot.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.protocol.AgentCommand.StartCheck;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentEvent.CheckEnded;
import org.lifeboot.protocol.AgentEvent.CheckQueued;
import org.lifeboot.protocol.AgentEvent.CheckStarted;
import org.lifeboot.protocol.AgentEvent.CheckStep;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.AgentMessage.CheckProgress;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Verdict;

@Timeout(60)
class CheckDeskTest {

  private static final CheckOrder BURN = new CheckOrder.Processors(1);
  private static final CheckOrder MEMORY = new CheckOrder.Memory(CheckOrder.Level.QUICK);
  private static final CheckOrder FIRST_DISK = new CheckOrder.Surface("/dev/sda", 0);
  private static final CheckOrder SECOND_DISK = new CheckOrder.Surface("/dev/sdb", 0);

  @TempDir Path folder;

  private final Map<CheckOrder, CountDownLatch> ends = new ConcurrentHashMap<>();
  private final List<AgentMessage> told = new CopyOnWriteArrayList<>();
  private Optional<CheckDesk> opened = Optional.empty();
  private Optional<Journal> journal = Optional.empty();

  private CheckDesk desk() {
    var events = new Journal(new RunFolder(folder), new Codec(), Clock.systemUTC());
    var desk =
        new CheckDesk(
            new RunFolder(folder),
            new BlockTree(folder),
            wanted -> check(wanted.order()),
            events,
            told::add);
    journal = Optional.of(events);
    opened = Optional.of(desk);
    return desk;
  }

  @AfterEach
  void closeDesk() {
    opened.ifPresent(CheckDesk::close);
  }

  /// A check that reads until it is let go.
  private Check check(CheckOrder order) {
    return watch -> {
      watch.step("part", "reading");
      watch.progress(0.5, Optional.of(Duration.ofSeconds(9)));
      ends.computeIfAbsent(order, _ -> new CountDownLatch(1)).await();
      return CheckReport.of(order, Verdict.PASSED, "All was read.");
    };
  }

  private void letGo(CheckOrder order) {
    ends.computeIfAbsent(order, _ -> new CountDownLatch(1)).countDown();
  }

  private List<AgentEvent> events() throws InterruptedException {
    var events = new ArrayList<AgentEvent>();
    Optional<Numbered> next = journal.orElseThrow().next(0, Duration.ZERO);
    while (next.isPresent()) {
      events.add(next.get().event());
      next = journal.orElseThrow().next(next.get().number(), Duration.ZERO);
    }
    return events;
  }

  private void await(Predicate<AgentEvent> wanted) throws InterruptedException {
    long seen = 0;
    while (true) {
      Numbered next = journal.orElseThrow().next(seen, Duration.ofSeconds(30)).orElseThrow();
      if (wanted.test(next.event())) {
        return;
      }
      seen = next.number();
    }
  }

  @Test
  void aCheckIsQueuedStartedAndEndedAndItsStepIsToldFirst() throws Exception {
    letGo(BURN);
    desk().add("command", new StartCheck("1", BURN));
    await(CheckEnded.class::isInstance);

    assertThat(events())
        .containsExactly(
            new CheckQueued("command", "1"),
            new CheckStarted("1"),
            new CheckStep("1", "part", "reading"),
            new CheckEnded("1", CheckReport.of(BURN, Verdict.PASSED, "All was read.")));
  }

  @Test
  void aBurnAndAMemoryTestDoNotRunTogether() throws Exception {
    var desk = desk();
    desk.add("a", new StartCheck("1", BURN));
    desk.add("b", new StartCheck("2", MEMORY));
    await(new CheckStarted("1")::equals);

    assertThat(events()).doesNotContain(new CheckStarted("2"));
    letGo(BURN);
    await(new CheckStarted("2")::equals);
  }

  @Test
  void differentDisksAreReadSideBySideAndOneDiskByOneCheckAtATime() throws Exception {
    var desk = desk();
    desk.add("a", new StartCheck("1", FIRST_DISK));
    desk.add("b", new StartCheck("2", new CheckOrder.Filesystem("/dev/sda")));
    desk.add("c", new StartCheck("3", SECOND_DISK));

    await(new CheckStarted("1")::equals);
    await(new CheckStarted("3")::equals);
    assertThat(events()).doesNotContain(new CheckStarted("2"));
  }

  @Test
  void aCheckThatIsCancelledAtWorkEndsAsCancelled() throws Exception {
    var desk = desk();
    desk.add("a", new StartCheck("1", BURN));
    await(CheckStep.class::isInstance);
    desk.cancel("b", "1");
    await(CheckEnded.class::isInstance);

    assertThat(events())
        .contains(
            new CheckEnded("1", CheckReport.of(BURN, Verdict.CANCELLED, "It was cancelled.")));
  }

  @Test
  void aCheckThatIsCancelledWhileItWaitsNeverStarts() throws Exception {
    var desk = desk();
    desk.add("a", new StartCheck("1", BURN));
    desk.add("b", new StartCheck("2", MEMORY));
    desk.cancel("c", "2");
    letGo(BURN);
    await(event -> event instanceof CheckEnded ended && ended.checkId().equals("1"));

    assertThat(events())
        .contains(
            new CheckEnded("2", CheckReport.of(MEMORY, Verdict.CANCELLED, "It was cancelled.")))
        .doesNotContain(new CheckStarted("2"));
  }

  @Test
  void theProgressIsToldOnce() throws Exception {
    desk().add("a", new StartCheck("1", BURN));
    await(CheckStep.class::isInstance);
    Thread.sleep(2_500); // more than two turns of telling

    assertThat(told).containsExactly(new CheckProgress("1", "part", "reading", 50, 9));
  }

  @Test
  void anAgentThatWasStartedAnewSaysWhichChecksItLost() throws Exception {
    desk().add("a", new StartCheck("1", BURN));
    await(CheckStep.class::isInstance);
    assertThat(folder.resolve("checks/1.json")).exists();

    var journalOfTheNext = new Journal(new RunFolder(folder), new Codec(), Clock.systemUTC());
    new CheckDesk(
            new RunFolder(folder),
            new BlockTree(folder),
            wanted -> check(wanted.order()),
            journalOfTheNext,
            told::add)
        .close();

    Numbered last = journalOfTheNext.next(3, Duration.ZERO).orElseThrow();
    assertThat(((CheckEnded) last.event()).report().verdict()).isEqualTo(Verdict.CRASHED);
    assertThat(Files.exists(folder.resolve("checks/1.json"))).isFalse();
  }
}
