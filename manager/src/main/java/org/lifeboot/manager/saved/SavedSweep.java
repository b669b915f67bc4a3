package org.lifeboot.manager.saved;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets uploads that were never completed, at the start and from time to time. Every Manager
/// does; closing it ends its thread.
public final class SavedSweep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SavedSweep.class);
  private static final Duration ROUND = Duration.ofMinutes(5);

  private final SavedData saved;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private SavedSweep(SavedData saved) {
    this.saved = saved;
    this.thread = Thread.ofVirtual().name("saved-sweep").unstarted(this::run);
  }

  /// Begins.
  public static SavedSweep start(SavedData saved) {
    SavedSweep sweep = new SavedSweep(saved);
    sweep.thread.start();
    return sweep;
  }

  private void run() {
    try {
      do {
        sweep();
      } while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      saved.sweep();
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; trying again", e.getMessage());
    }
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
