package org.lifeboot.agent.work;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lifeboot.agent.access.Access;
import org.lifeboot.agent.hardware.Survey;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.linux.Systemctl;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;

/// Carries commands out, each id once, and puts the answers into the journal. What concerns the
/// door (credentials, end, reboot) goes one after the other; a slow drive does not hold that up.
/// Thread-safe.
public final class WorkDesk implements AutoCloseable {

  /// How long "rebooting" may take to reach the Manager before the machine goes down anyway.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /// How long the door may take to shut at the end.
  private static final Duration DOOR_LIMIT = Duration.ofMinutes(1);

  private final Tools tools;
  private final Access access;
  private final Survey survey;
  private final Journal journal;
  private final CheckDesk checks;
  private final Consumer<Inventory> onInventory;
  private final Set<String> begun = new HashSet<>();
  private final ExecutorService door = thread("access");
  private final ExecutorService surveys = thread("survey");
  private final ExecutorService checking = thread("checks");

  /// A desk.
  ///
  /// @param onInventory hears of each, from another thread
  public WorkDesk(
      Tools tools,
      Access access,
      Survey survey,
      Journal journal,
      CheckDesk checks,
      Consumer<Inventory> onInventory) {
    this.tools = tools;
    this.access = access;
    this.survey = survey;
    this.journal = journal;
    this.checks = checks;
    this.onInventory = onInventory;
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Returns at once. A command that was answered and acknowledged already is answered again with
  /// the same event; one that is still at work, or whose answer is on its way, needs nothing.
  public void carryOut(ManagerMessage.Command command, Consumer<Numbered> answerAgain) {
    Optional<Numbered> answer = journal.answerTo(command.id());
    if (answer.isPresent()) {
      answer.filter(journal::isAcknowledged).ifPresent(answerAgain);
      return;
    }
    synchronized (begun) {
      if (!begun.add(command.id())) {
        return;
      }
    }
    String id = command.id();
    switch (command.command()) {
      case AgentCommand.ApplyCredentials credentials ->
          doing(door, id, () -> openDoor(id, credentials));
      case AgentCommand.Reboot() -> doing(door, id, () -> reboot(id));
      case AgentCommand.EndSession() -> closeDoor();
      case AgentCommand.TakeInventory() -> takeInventory(id);
      case AgentCommand.StartCheck wanted -> doing(checking, id, () -> checks.add(id, wanted));
      case AgentCommand.CancelCheck(String checkId) ->
          doing(checking, id, () -> checks.cancel(id, checkId));
    }
  }

  /// Looks at the drives without having been asked.
  public void takeInventory() {
    takeInventory("");
  }

  private void takeInventory(String id) {
    doing(
        surveys,
        id,
        () -> {
          switch (survey.take()) {
            case Survey.Result.Taken(var inventory) -> {
              journal.add(new AgentEvent.InventoryTaken(id, inventory));
              onInventory.accept(inventory);
            }
            case Survey.Result.NotTaken(String reason) -> fail(id, reason);
          }
        });
  }

  /// Nobody can log in any more.
  public void closeDoor() {
    doing(door, "", () -> access.close().ifPresent(problem -> fail("", problem)));
  }

  /// A fault of the Agent itself is an answer too: the Manager must not wait for ever.
  private void doing(ExecutorService thread, String id, Runnable work) {
    thread.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            fail(id, "a fault of the Agent: " + e);
          }
        });
  }

  private void openDoor(String id, AgentCommand.ApplyCredentials credentials) {
    access
        .open(credentials.version(), credentials.passwordHash(), credentials.authorizedKeys())
        .ifPresentOrElse(
            problem -> fail(id, problem),
            () -> journal.add(new AgentEvent.CredentialsApplied(id, credentials.version())));
  }

  private void reboot(String id) {
    Numbered lastWords = journal.add(new AgentEvent.Rebooting(id));
    try {
      boolean _ = journal.awaitAcknowledged(lastWords, LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    tools.run(Systemctl.reboot()).problem("rebooting").ifPresent(problem -> fail(id, problem));
  }

  private void fail(String id, String reason) {
    journal.add(new AgentEvent.CommandFailed(id, HostileText.line(reason, 4_000)));
  }

  /// The door is brought to where it was last wanted: a session that is over leaves nobody in. What
  /// else has begun is left to itself: the threads are daemons.
  @Override
  public void close() {
    door.shutdown();
    try {
      boolean _ = door.awaitTermination(DOOR_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    door.shutdownNow();
    surveys.shutdownNow();
    checking.shutdownNow();
    checks.close();
  }
}
