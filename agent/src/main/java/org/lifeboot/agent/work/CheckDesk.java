package org.lifeboot.agent.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.AgentCommand.StartCheck;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.Verdict;

/// Queues checks and carries them out, each on a thread of its own: side by side where they do not
/// disturb each other, in the order asked for where they do. Thread-safe.
///
/// A check that has begun is noted in `checks/` of the [RunFolder]: an Agent that was restarted in
/// the middle of it says so, instead of keeping silent for ever.
public final class CheckDesk implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{1,64}");

  /// More than any server has parts.
  private static final int MOST_AT_ONCE = 1_000;

  private static final Duration LETTING_GO = Duration.ofSeconds(10);

  private final RunFolder folder;
  private final BlockTree tree;
  private final Function<StartCheck, Check> checks;
  private final Journal journal;
  private final Consumer<AgentMessage> teller;
  private final Codec codec = new Codec();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private boolean closed;
  private final ScheduledExecutorService progress =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress of checks").factory());

  /// One check, waiting or at work.
  private record Job(CheckRun run, Needs needs, Thread thread) {}

  /// The desk of one Agent.
  ///
  /// @param checks makes the check that carries an order out
  /// @param teller sends a message now or never
  public CheckDesk(
      RunFolder folder,
      BlockTree tree,
      Function<StartCheck, Check> checks,
      Journal journal,
      Consumer<AgentMessage> teller) {
    this.folder = folder;
    this.tree = tree;
    this.checks = checks;
    this.journal = journal;
    this.teller = teller;
    endWhatAnEarlierAgentBegan();
    long millis = Protocol.PROGRESS.toMillis();
    var _ = progress.scheduleWithFixedDelay(this::tell, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Queues a check; it begins as soon as nothing that it would disturb is at work.
  ///
  /// @throws IllegalArgumentException for an id that is none, and when too many wait
  void add(String commandId, StartCheck wanted) {
    if (!ID.matcher(wanted.checkId()).matches()) {
      throw new IllegalArgumentException("this is no id of a check");
    }
    var run = new CheckRun(wanted.checkId(), wanted.order(), journal);
    Needs needs = Needs.of(wanted.order(), tree);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("check " + wanted.order().kind().word())
            .unstarted(() -> carryOut(run));
    synchronized (jobs) {
      if (jobs.size() >= MOST_AT_ONCE) {
        throw new IllegalArgumentException(MOST_AT_ONCE + " checks are queued already");
      }
      journal.add(new AgentEvent.CheckQueued(commandId, wanted.checkId()));
      jobs.putIfAbsent(wanted.checkId(), new Job(run, needs, thread));
      startWhatCan();
    }
  }

  /// Ends a check; one that is not there any more has ended already.
  void cancel(String commandId, String checkId) {
    synchronized (jobs) {
      journal.add(new AgentEvent.CheckCancelling(commandId, checkId));
      Job job = jobs.get(checkId);
      if (job == null) {
        return;
      }
      job.run().cancel();
      if (job.thread().getState() == Thread.State.NEW) {
        jobs.remove(checkId);
        job.run().end(cancelled(job.run().order()));
        startWhatCan();
      } else {
        job.thread().interrupt();
      }
    }
  }

  /// Earlier ones first: what they need is kept for them while they wait.
  private void startWhatCan() {
    List<Needs> taken = new ArrayList<>();
    for (Job job : jobs.values()) {
      boolean waiting = job.thread().getState() == Thread.State.NEW;
      if (waiting
          && !closed
          && taken.stream().noneMatch(job.needs()::disturb)
          && !atWork(job.needs())) {
        folder.write(fileOf(job.run().id()), codec.write(job.run().order()));
        job.thread().start();
      }
      taken.add(job.needs());
    }
  }

  /// A later one may be at work already while an earlier one waits for another part.
  private boolean atWork(Needs needs) {
    return jobs.values().stream()
        .filter(job -> job.thread().getState() != Thread.State.NEW)
        .anyMatch(job -> job.needs().disturb(needs));
  }

  private void carryOut(CheckRun run) {
    try {
      run.begin();
      run.end(outcome(run));
    } finally {
      forget(run.id());
      synchronized (jobs) {
        jobs.remove(run.id());
        startWhatCan();
      }
    }
  }

  private CheckReport outcome(CheckRun run) {
    try {
      CheckReport report = checks.apply(new StartCheck(run.id(), run.order())).run(run);
      return run.cancelled() && !toldToTheEnd(run.order()) ? cancelled(run.order()) : report;
    } catch (InterruptedException _) {
      return run.cancelled() ? cancelled(run.order()) : stopped(run.order());
    } catch (RuntimeException | OutOfMemoryError e) {
      return run.cancelled() ? cancelled(run.order()) : faulty(run.order(), e);
    }
  }

  /// What a repair has written is told, whatever was wished in the meantime.
  private static boolean toldToTheEnd(CheckOrder order) {
    return order.kind() == CheckKind.REPAIR;
  }

  private static CheckReport cancelled(CheckOrder order) {
    return CheckReport.of(order, Verdict.CANCELLED, "It was cancelled.");
  }

  private static CheckReport stopped(CheckOrder order) {
    return CheckReport.of(order, Verdict.INCONCLUSIVE, "The Agent ended in the middle of it.");
  }

  private static CheckReport faulty(CheckOrder order, Throwable fault) {
    return CheckReport.of(
        order,
        Verdict.INCONCLUSIVE,
        "A fault of the Agent ended it: " + HostileText.line(fault.toString(), 600));
  }

  private void tell() {
    List<Job> all;
    synchronized (jobs) {
      all = List.copyOf(jobs.values());
    }
    all.forEach(job -> job.run().news().ifPresent(teller));
  }

  private static String fileOf(String checkId) {
    return "checks/" + checkId + ".json";
  }

  private void forget(String checkId) {
    Path file = folder.path().resolve(fileOf(checkId));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + file, e);
    }
  }

  private void endWhatAnEarlierAgentBegan() {
    Path begun = folder.path().resolve("checks");
    if (!Files.isDirectory(begun)) {
      return;
    }
    try (var files = Files.list(begun)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
        String id = file.getFileName().toString().replace(".json", "");
        CheckOrder order = codec.checkOrder(Files.readString(file));
        journal.add(
            new AgentEvent.CheckEnded(
                id,
                CheckReport.of(
                    order,
                    Verdict.CRASHED,
                    "Lifeboot's Agent on the server was started anew in the middle of it.")));
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + begun, e);
    }
  }

  /// Ends all checks, and waits a little for them to let go of what they hold.
  @Override
  public void close() {
    progress.shutdownNow();
    List<Job> all;
    synchronized (jobs) {
      closed = true;
      all =
          jobs.values().stream()
              .filter(job -> job.thread().getState() != Thread.State.NEW)
              .toList();
    }
    all.forEach(job -> job.thread().interrupt());
    try {
      for (Job job : all) {
        boolean _ = job.thread().join(LETTING_GO);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
