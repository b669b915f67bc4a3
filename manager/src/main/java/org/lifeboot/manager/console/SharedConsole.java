package org.lifeboot.manager.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lifeboot.manager.power.SerialConsole;
import org.lifeboot.manager.stream.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One serial console and the seats before it. Thread-safe.
final class SharedConsole {

  private static final Logger LOG = LoggerFactory.getLogger(SharedConsole.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  /// What somebody who comes later is shown of what was there before.
  private static final int KEPT_BYTES = 16 << 10;

  private final SerialConsole console;
  private final Consumer<SharedConsole> gone;
  private final List<Seat> seats = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean over;

  /// A console that was begun, and that nobody reads yet.
  SharedConsole(SerialConsole console, Consumer<SharedConsole> gone) {
    this.console = console;
    this.gone = gone;
  }

  /// Begins to read; the reader ends with the console.
  void start() {
    var _ = Thread.ofVirtual().name("serial console").start(this::read);
  }

  /// A seat before it; empty when it is over.
  ///
  /// @param before whether it is shown what was there before
  synchronized Optional<Conversation> seat(boolean before) {
    if (over) {
      return Optional.empty();
    }
    Seat seat = new Seat(this);
    seat.show(before ? kept.toByteArray() : new byte[0]);
    seats.add(seat);
    return Optional.of(seat);
  }

  private void read() {
    byte[] buffer = new byte[4096];
    try {
      for (int count = console.in().read(buffer); count >= 0; count = console.in().read(buffer)) {
        show(java.util.Arrays.copyOf(buffer, count));
      }
    } catch (IOException _) {
      // Closed by us, or lost: either way it is over, and the console says why.
    } finally {
      finish();
    }
  }

  private synchronized void show(byte[] bytes) {
    kept.writeBytes(bytes);
    if (kept.size() > 2 * KEPT_BYTES) {
      byte[] all = kept.toByteArray();
      kept.reset();
      kept.write(all, all.length - KEPT_BYTES, KEPT_BYTES);
    }
    seats.forEach(seat -> seat.show(bytes));
  }

  private void finish() {
    String reason = reason(console.over());
    synchronized (this) {
      over = true;
      seats.forEach(seat -> seat.finish(reason));
    }
    end();
  }

  private static String reason(SerialConsole.Over over) {
    return over.taken()
        ? over.reason() + " Wait until they are done, or take it over."
        : over.reason();
  }

  void type(byte[] bytes) throws IOException {
    console.type(bytes);
  }

  /// The last one who leaves gives the console back.
  void left(Seat seat) {
    boolean last;
    synchronized (this) {
      last = seats.remove(seat) && seats.isEmpty() && !over;
      over = over || last;
    }
    if (last) {
      end();
    }
  }

  /// Gives the console back; whoever wants it next waits for that.
  void end() {
    console.close();
    ended.countDown();
    gone.accept(this);
  }

  void awaitEnd() {
    try {
      if (!ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A serial console is not given back in time, ignoring");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
