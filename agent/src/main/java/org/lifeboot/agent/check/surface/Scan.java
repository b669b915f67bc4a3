package org.lifeboot.agent.check.surface;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One pass over stretches of a medium by readers side by side, so that the device never waits for
/// the next request.
final class Scan {

  /// Large enough for the full speed of every drive, small enough for a map; measured beside 256
  /// KiB and 4 MiB.
  static final int REQUEST_BYTES = 1 << 20;

  private static final Duration LOOK = Duration.ofMillis(200);

  /// How long a cancelled scan waits for requests that the kernel has not answered.
  private static final Duration LETTING_GO = Duration.ofSeconds(10);

  private final Medium medium;
  private final Patience patience;
  private final int readers;

  Scan(Medium medium, Patience patience, int readers) {
    this.medium = medium;
    this.patience = patience;
    this.readers = readers;
  }

  /// How it stands.
  ///
  /// @param position all before it was tried
  /// @param elapsed since the scan began
  record News(ScanLog log, long position, Duration elapsed) {}

  /// How it ended.
  record Ended(ScanLog.Result result, List<Extent> leapt, long position, Duration elapsed) {}

  /// Reads it all.
  ///
  /// @param onNews called a few times a second, by this thread
  Ended run(List<Extent> stretches, Consumer<News> onNews) throws InterruptedException {
    var log = new ScanLog(medium.sizeBytes(), REQUEST_BYTES);
    var route = new Route(stretches, REQUEST_BYTES);
    long begun = System.nanoTime();
    List<Thread> threads = start(route, log);
    try {
      while (!allEnded(threads)) {
        onNews.accept(new News(log, route.position(), since(begun)));
        if (isSilent(route, log)) {
          threads.forEach(Thread::interrupt);
          break;
        }
      }
      Duration elapsed = since(begun);
      onNews.accept(new News(log, route.position(), elapsed));
      return new Ended(log.result(), route.leapt(), route.position(), elapsed);
    } catch (InterruptedException e) {
      stop(route, threads);
      onNews.accept(new News(log, route.position(), since(begun)));
      throw e;
    } finally {
      route.stop();
    }
  }

  private List<Thread> start(Route route, ScanLog log) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      var reader = new ScanReader(medium, route, log, patience, System::nanoTime);
      threads.add(Thread.ofPlatform().daemon().name("surface reader " + i).start(reader));
    }
    return threads;
  }

  private static boolean allEnded(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      if (!thread.join(LOOK)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSilent(Route route, ScanLog log) {
    Optional<Long> request = route.silentSince(patience.silence().toNanos(), System.nanoTime());
    request.ifPresent(
        from ->
            log.end(
                "The device has not answered a request at byte %d for %d minutes."
                    .formatted(from, patience.silence().toMinutes())));
    return request.isPresent();
  }

  private static void stop(Route route, List<Thread> threads) {
    route.stop();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        boolean _ = thread.join(LETTING_GO);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
