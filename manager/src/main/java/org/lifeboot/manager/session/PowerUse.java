package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler.Outcome;
import org.lifeboot.manager.effect.EffectWorker;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.store.Transaction;

/// Power actions that a person waits for: stored first, then carried out at once, so that the
/// person hears of a driver that does not answer. Should the Manager die in between, it, or another
/// one, carries them out afterwards. Thread-safe; closing it waits a little for them.
public final class PowerUse implements AutoCloseable {

  /// A soft reboot by the power driver may take minutes; the person does not wait for all of it.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final Effects effects;
  private final EffectWorker worker;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public PowerUse(Effects effects, EffectWorker worker, Clock clock) {
    this.effects = effects;
    this.worker = worker;
    this.clock = clock;
  }

  /// A reboot that is stored.
  ///
  /// @param by who does it
  /// @param effect the power action to be carried out, unless the Agent does it
  record Asked(String by, Optional<Effect> effect) {}

  /// Stores a reboot of a server that has no live session.
  Asked ask(Transaction transaction, Server server, RebootHow how) {
    PowerRequest.refuseIfImpossible(server, how);
    PowerRequest request = new PowerRequest(server.id().text(), "", how.text(), clock.millis());
    Effect effect =
        effects.askClaimed(transaction, SessionSteps.POWER, server.id().text(), request.json());
    return new Asked(PowerRequest.driver(server), Optional.of(effect));
  }

  /// Carries it out, waiting a little for the end of it.
  ///
  /// @throws Problem power-unreachable
  void carryOut(Effect effect) {
    Future<Outcome> outcome = threads.submit(() -> worker.carryOut(effect));
    try {
      refuseFailure(outcome.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return; // the timeline will tell
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new Problem(ProblemCode.INTERNAL, "The reboot failed: " + e.getCause());
    }
  }

  private static void refuseFailure(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> {}
      case Outcome.Retry(String error) -> throw new Problem(ProblemCode.POWER_UNREACHABLE, error);
      case Outcome.GiveUp(String error) -> throw new Problem(ProblemCode.POWER_UNREACHABLE, error);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
