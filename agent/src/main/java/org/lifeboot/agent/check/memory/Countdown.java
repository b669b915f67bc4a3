package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;

/// Tells how far something is whose length is known, on a thread of its own.
final class Countdown implements AutoCloseable {

  private final CheckWatch watch;
  private final Duration length;
  private final long startNanos = System.nanoTime();
  private final Thread thread;

  private Countdown(CheckWatch watch, Duration length) {
    this.watch = watch;
    this.length = length;
    this.thread = Thread.ofPlatform().daemon().name("countdown").unstarted(this::count);
  }

  static Countdown start(CheckWatch watch, Duration length) {
    var countdown = new Countdown(watch, length);
    countdown.thread.start();
    return countdown;
  }

  private void count() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tell(Duration.ofNanos(System.nanoTime() - startNanos));
        Thread.sleep(1_000);
      }
    } catch (InterruptedException _) {
      // it is over
    }
  }

  /// When it takes longer than thought, nothing is known of the time left.
  private void tell(Duration now) {
    Optional<Duration> left = Optional.of(length.minus(now)).filter(Duration::isPositive);
    watch.progress(Math.min(0.99, (double) now.toMillis() / length.toMillis()), left);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      boolean _ = thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
