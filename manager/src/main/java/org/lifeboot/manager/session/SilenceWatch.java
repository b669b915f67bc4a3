package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.session.SessionEvent.AgentSilent;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds Agents that have fallen silent. Every Manager watches all of them; closing it ends its
/// thread.
public final class SilenceWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Database database;
  private final SessionSteps steps;
  private final Duration silence;
  private final Clock clock;
  private final Instant start;
  private final SessionTable table = new SessionTable();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private SilenceWatch(Database database, SessionSteps steps, Duration silence, Clock clock) {
    this.database = database;
    this.steps = steps;
    this.silence = silence;
    this.clock = clock;
    this.start = clock.instant();
    this.thread = Thread.ofVirtual().name("silence-watch").unstarted(this::watch);
  }

  /// Begins to watch. An Agent is given the whole time anew at the start: a Manager that was down
  /// could not hear it.
  public static SilenceWatch start(
      Database database, SessionSteps steps, Duration silence, Clock clock) {
    SilenceWatch watch = new SilenceWatch(database, steps, silence, clock);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        lookOnce();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOnce() {
    try {
      look(clock.instant());
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; looking again", e.getMessage());
    }
  }

  void look(Instant now) {
    Instant then = now.minus(silence);
    if (then.isBefore(start)) {
      return;
    }
    List<StoredSession> silent =
        database.read(
            "look for silent Agents", transaction -> table.silentSince(transaction, then));
    silent.forEach(
        session ->
            database.change(
                "note a silent Agent", transaction -> silent(transaction, session.id(), then)));
  }

  private void silent(Transaction transaction, SessionId id, Instant then) {
    table
        .find(transaction, id)
        .filter(session -> session.lastSeenAt().orElse(Instant.EPOCH).isBefore(then))
        .ifPresent(
            session ->
                steps.take(
                    transaction,
                    session,
                    new AgentSilent(session.lastSeenAt().orElse(then), silence)));
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
