package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;

/// How far memtester is: by the shares that its tests have of the whole, and by the time that those
/// which ended have taken on this machine. Thread-safe.
final class ThoroughProgress implements AutoCloseable {

  private final CheckWatch watch;
  private final long startNanos = System.nanoTime();
  private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::go);
  private int testsEnded;
  private double secondsOfWhole;

  ThoroughProgress(CheckWatch watch) {
    this.watch = watch;
  }

  void start() {
    thread.start();
  }

  /// Told when the first tests have ended everywhere.
  synchronized void ended(int tests) {
    testsEnded = tests;
    secondsOfWhole = elapsed() / share(tests);
    tell();
  }

  private double elapsed() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static double share(int tests) {
    int all = Memtester.TESTS.stream().mapToInt(Memtester.Test::share).sum();
    int some = Memtester.TESTS.stream().limit(tests).mapToInt(Memtester.Test::share).sum();
    return (double) some / all;
  }

  private void go() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tell();
        Thread.sleep(1_000);
      }
    } catch (InterruptedException _) {
      // it is over
    }
  }

  /// Never further than the test that is at work, however long it takes.
  private synchronized void tell() {
    if (testsEnded == 0) {
      watch.progress(0, Optional.empty());
      return;
    }
    double reached = Math.max(share(testsEnded), elapsed() / secondsOfWhole);
    double fraction = Math.min(reached, share(testsEnded + 1));
    long left = Math.round((1 - fraction) * secondsOfWhole);
    watch.progress(Math.min(0.99, fraction), Optional.of(Duration.ofSeconds(left)));
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
