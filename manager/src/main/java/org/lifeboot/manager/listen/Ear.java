package org.lifeboot.manager.listen;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.memtest.MemtestReading;
import org.lifeboot.manager.memtest.SerialScreen;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.stream.Conversation;

/// One server's serial console, followed as long as it is wanted: where it is refused or lost, it
/// is asked for again. Thread-safe; [#follow] runs on a thread of its owner's.
final class Ear {

  /// Who else wants the console gets it meanwhile.
  private static final Duration REST = Duration.ofSeconds(15);

  /// Serial lines pause between what belongs together.
  private static final Duration QUIET = Duration.ofMillis(300);

  private final Consoles consoles;
  private final Server server;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final SerialScreen screen = new SerialScreen();
  private Optional<Conversation> seat = Optional.empty();
  private String trouble = "";
  private long lastNanos;

  Ear(Consoles consoles, Server server) {
    this.consoles = consoles;
    this.server = server;
  }

  /// Until [#leave].
  void follow() {
    try {
      do {
        troubled(heardOut());
      } while (!stop.await(REST.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads to the end of one console.
  ///
  /// @return why it ended
  private String heardOut() {
    try (Conversation opened = consoles.listen(server)) {
      if (!sits(opened)) {
        return "";
      }
      read(opened.in());
      return opened.over().orElse("");
    } catch (Problem problem) {
      return problem.detail();
    } catch (IOException e) {
      return "The connection to the console is lost.";
    }
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      take(buffer, count);
    }
  }

  private synchronized boolean sits(Conversation opened) {
    seat = Optional.of(opened);
    return stop.getCount() > 0;
  }

  private synchronized void take(byte[] bytes, int count) {
    screen.feed(bytes, 0, count);
    lastNanos = System.nanoTime();
    trouble = "";
  }

  private synchronized void troubled(String why) {
    seat = Optional.empty();
    trouble = why;
  }

  /// What stands on the screen now.
  synchronized Optional<MemtestReading> reading() {
    return MemtestReading.of(screen, System.nanoTime() - lastNanos > QUIET.toNanos());
  }

  /// Why nothing is heard, or "".
  synchronized String trouble() {
    return trouble;
  }

  /// Ends [#follow]; takes as long as giving the console back does.
  void leave() {
    Optional<Conversation> last;
    synchronized (this) {
      stop.countDown();
      last = seat;
    }
    last.ifPresent(Conversation::close);
  }
}
