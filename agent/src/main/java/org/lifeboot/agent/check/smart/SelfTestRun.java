package org.lifeboot.agent.check.smart;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.hardware.SmartAddress;
import org.lifeboot.agent.hardware.Smartctl;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;

/// One self-test of a drive: started, followed to its end, and ended when it is no longer wanted.
final class SelfTestRun {

  /// A log that is full keeps its size when a test is added.
  private static final int FULL_LOG = 20;

  private static final int MOST_SILENT_POLLS = 5;

  private final Tools tools;
  private final SmartAddress drive;
  private final CheckOrder.SelfTest test;
  private final Duration pause;
  private final CheckWatch watch;

  SelfTestRun(Tools tools, CheckOrder.Smart order, Duration pause, CheckWatch watch) {
    this.tools = tools;
    this.drive = SmartAddress.of(order.target());
    this.test = order.selfTest();
    this.pause = pause;
    this.watch = watch;
  }

  /// How it went.
  sealed interface Result {
    /// The drive has come to the end of it; its log says how.
    record Ended(SelfTests.Past how) implements Result {}

    /// Nothing is known.
    ///
    /// @param reason one sentence
    record Unknown(String reason) implements Result {}
  }

  /// Runs it.
  ///
  /// @param before what the drive said before
  Result run(Tree before) throws InterruptedException {
    if (SelfTests.of(before).running().isPresent()) {
      return new Result.Unknown("Another self-test was running already; no new one was begun.");
    }
    watch.step(drive.toString(), "beginning its " + kind(test) + " self-test");
    Outcome started = ask(Smartctl.startSelfTest(drive, kind(test)));
    watch.evidence("smartctl start of self-test", text(started));
    if (!(started instanceof Outcome.Exited(int code, _, _)) || code != 0) {
      return new Result.Unknown("The drive did not begin a self-test: " + words(started) + ".");
    }
    boolean ended = false;
    try {
      Result result = follow(before);
      ended = result instanceof Result.Ended;
      return result;
    } finally {
      if (!ended) {
        stop();
      }
    }
  }

  /// `short` or `long`, for smartctl and for people.
  static String kind(CheckOrder.SelfTest test) {
    return test == CheckOrder.SelfTest.LONG ? "long" : "short";
  }

  private static String words(Outcome started) {
    Optional<Tree> answer = Tree.parse(text(started));
    String said =
        answer.stream()
            .flatMap(tree -> tree.list("smartctl", "messages").stream())
            .map(message -> message.text("string"))
            .findFirst()
            .orElse("");
    return said.isEmpty() ? started.inWords() : said;
  }

  private Result follow(Tree before) throws InterruptedException {
    Duration limit = limit(before);
    long begun = System.nanoTime();
    boolean seen = false;
    int silent = 0;
    watch.step(drive.toString(), "its " + kind(test) + " self-test");
    while (silent < MOST_SILENT_POLLS) {
      Thread.sleep(pause);
      Optional<SelfTests> now =
          Tree.parse(text(ask(Smartctl.whole(drive))))
              .filter(tree -> tree.has("device"))
              .map(SelfTests::of);
      silent = now.isPresent() ? 0 : silent + 1;
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
      if (now.isPresent() && now.get().running().isEmpty()) {
        return ended(SelfTests.of(before), now.get(), seen);
      }
      if (elapsed.compareTo(limit) > 0) {
        return new Result.Unknown(
            "The self-test had not ended after %d minutes; it was ended."
                .formatted(limit.toMinutes()));
      }
      seen = seen || now.isPresent();
      now.flatMap(SelfTests::running).ifPresent(running -> tell(running, elapsed, limit));
    }
    return new Result.Unknown("The drive stopped answering during its self-test.");
  }

  /// A log that has not changed tells of an earlier test.
  private static Result ended(SelfTests before, SelfTests now, boolean seen) {
    boolean mayLookTheSame = seen && now.past().size() >= FULL_LOG;
    if (now.past().isEmpty() || (now.past().equals(before.past()) && !mayLookTheSame)) {
      return new Result.Unknown(
          "The self-test is over, and the drive has not logged how it ended.");
    }
    return new Result.Ended(now.past().getFirst());
  }

  private void tell(SelfTests.Running running, Duration elapsed, Duration limit) {
    OptionalLong percent = running.donePercent();
    Duration usual = limit.minusMinutes(10).dividedBy(2);
    double fraction =
        percent.isPresent()
            ? percent.getAsLong() / 100.0
            : Math.min(0.99, elapsed.toSeconds() / (double) Math.max(1, usual.toSeconds()));
    Duration left = usual.minus(elapsed);
    watch.progress(fraction, left.isNegative() ? Optional.empty() : Optional.of(left));
  }

  /// Twice what the drive says it takes, and ten minutes.
  private Duration limit(Tree answer) {
    boolean quick = test != CheckOrder.SelfTest.LONG;
    OptionalLong minutes =
        answer.number(
            "ata_smart_data", "self_test", "polling_minutes", quick ? "short" : "extended");
    OptionalLong seconds = answer.number("scsi_extended_self_test_seconds");
    Duration usual = quick ? Duration.ofMinutes(5) : Duration.ofHours(12);
    if (minutes.isPresent()) {
      usual = Duration.ofMinutes(Math.clamp(minutes.getAsLong(), 1, 10_000));
    } else if (!quick && seconds.isPresent()) {
      usual = Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 60, 600_000));
    }
    return usual.multipliedBy(2).plusMinutes(10);
  }

  private Outcome ask(org.lifeboot.agent.tool.Command command) throws InterruptedException {
    Outcome outcome = tools.run(command);
    if (Thread.interrupted()) {
      throw new InterruptedException("the self-test is no longer wanted");
    }
    return outcome;
  }

  private static String text(Outcome outcome) {
    return outcome instanceof Outcome.Exited(_, String stdout, _) ? stdout : "";
  }

  /// Also when this thread has been interrupted: the drive would go on for hours.
  private void stop() {
    boolean interrupted = Thread.interrupted();
    watch.evidence("smartctl end of self-test", text(tools.run(Smartctl.stopSelfTest(drive))));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
