package org.lifeboot.manager.effect;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.effect.EffectHandler.Outcome;
import org.lifeboot.manager.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out effects as they fall due, several at a time. Closing it ends its threads; what was
/// under way is done again later.
public final class EffectWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EffectWorker.class);
  private static final int AT_ONCE = 8;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RENEW = Effects.LEASE.dividedBy(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration KEEP = Duration.ofDays(7);

  private final Effects effects;
  private final Map<String, EffectHandler> handlers;
  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Semaphore news = new Semaphore(0);
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private EffectWorker(Effects effects, Map<String, EffectHandler> handlers, Clock clock) {
    this.effects = effects;
    this.handlers = Map.copyOf(handlers);
    this.clock = clock;
  }

  /// Begins to work.
  ///
  /// @param handlers by the kind of effect
  public static EffectWorker start(
      Effects effects, Map<String, EffectHandler> handlers, Clock clock) {
    EffectWorker worker = new EffectWorker(effects, handlers, clock);
    effects.listen(worker.news::release);
    worker.threads.execute(worker::dispatch);
    worker.threads.execute(worker::renewClaims);
    return worker;
  }

  private void dispatch() {
    try {
      while (stop.getCount() > 0) {
        dispatchOne();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatchOne() throws InterruptedException {
    if (!free.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    Optional<Effect> claimed = claimed();
    claimed.ifPresentOrElse(this::start, free::release);
    if (claimed.isEmpty()) {
      news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      news.drainPermits();
    }
  }

  // Closing refuses new threads: the claim then runs out and the work is done later.
  private void start(Effect effect) {
    try {
      threads.execute(() -> workOn(effect));
    } catch (RejectedExecutionException _) {
      free.release();
    }
  }

  private Optional<Effect> claimed() {
    try {
      return effects.claim();
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; trying again", e.getMessage());
      return Optional.empty();
    }
  }

  private void workOn(Effect effect) {
    try {
      carryOut(effect);
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; the work will be done again", e.getMessage());
    } finally {
      free.release();
    }
  }

  /// Carries out an effect that the caller has claimed, in the caller's thread, and notes what came
  /// of it.
  public Outcome carryOut(Effect effect) {
    running.add(effect.id());
    try {
      Outcome outcome = tried(effect);
      note(effect, outcome);
      return outcome;
    } finally {
      running.remove(effect.id());
    }
  }

  private Outcome tried(Effect effect) {
    EffectHandler handler = handlers.get(effect.kind());
    if (handler == null) {
      return new Outcome.GiveUp("this Manager does not know effects of the kind " + effect.kind());
    }
    try {
      Outcome outcome = handler.carryOut(effect);
      return outcome instanceof Outcome.Retry(String error)
              && effect.attempt() >= handler.mostAttempts()
          ? new Outcome.GiveUp(error)
          : outcome;
    } catch (RuntimeException e) {
      LOG.warn("{} {} failed, ignoring; it will be tried again", effect.kind(), effect.id(), e);
      return new Outcome.Retry(String.valueOf(e.getMessage()));
    }
  }

  private void note(Effect effect, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> effects.done(effect);
      case Outcome.Retry(String error) -> {
        EffectHandler handler = handlers.get(effect.kind());
        Duration pause =
            handler == null ? Duration.ofMinutes(1) : handler.pauseAfter(effect.attempt());
        effects.retry(effect, error, clock.instant().plus(pause));
      }
      case Outcome.GiveUp(String error) -> {
        LOG.warn(
            "Gave up {} {} after {} attempts: {}",
            effect.kind(),
            effect.id(),
            effect.attempt(),
            error);
        EffectHandler handler = handlers.get(effect.kind());
        if (handler != null) {
          handler.givenUp(effect, error);
        }
        effects.giveUp(effect, error);
      }
    }
  }

  private void renewClaims() {
    try {
      for (long round = 0; !stop.await(RENEW.toMillis(), TimeUnit.MILLISECONDS); round++) {
        List<String> ids = List.copyOf(running);
        if (!ids.isEmpty()) {
          renew(ids);
        }
        if (round % 720 == 0) {
          forgetOld();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew(List<String> ids) {
    try {
      effects.renew(ids);
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; the work may be done twice", e.getMessage());
    }
  }

  private void forgetOld() {
    try {
      effects.forget(clock.instant().minus(KEEP));
    } catch (StoreException e) {
      LOG.warn("{}, ignoring", e.getMessage());
    }
  }

  /// Waits a little for what is under way. A thread is interrupted only after that: an interrupt in
  /// the middle of a query would break the database connection.
  @Override
  public void close() {
    stop.countDown();
    news.release();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
