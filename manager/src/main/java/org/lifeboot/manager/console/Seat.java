package org.lifeboot.manager.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.lifeboot.manager.stream.Conversation;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamWord;

/// One who looks at a shared console. Who does not read is left behind, so that the others go on:
/// serial consoles do not wait for anybody.
final class Seat implements Conversation {

  private static final int MOST_BYTES = 1 << 20;

  private final SharedConsole console;
  private final Deque<byte[]> unread = new ArrayDeque<>();
  private final InputStream in = new Unread();
  private final OutputStream out = new Keyboard();
  private int unreadBytes;
  private Optional<String> over = Optional.empty();

  Seat(SharedConsole console) {
    this.console = console;
  }

  synchronized void show(byte[] bytes) {
    if (bytes.length == 0 || over.isPresent()) {
      return;
    }
    if (unreadBytes + bytes.length > MOST_BYTES) {
      finish("Your connection is too slow for this console.");
      return;
    }
    unread.add(bytes);
    unreadBytes += bytes.length;
    notifyAll();
  }

  synchronized void finish(String reason) {
    over = over.or(() -> Optional.of(reason));
    notifyAll();
  }

  private synchronized int read(byte[] buffer, int from, int count) throws InterruptedException {
    while (unread.isEmpty() && over.isEmpty()) {
      wait();
    }
    if (unread.isEmpty()) {
      return -1;
    }
    byte[] first = unread.remove();
    int taken = Math.min(count, first.length);
    System.arraycopy(first, 0, buffer, from, taken);
    unreadBytes -= taken;
    if (taken < first.length) {
      unread.addFirst(Arrays.copyOfRange(first, taken, first.length));
    }
    return taken;
  }

  @Override
  public StreamAnswer.Ready answer() {
    return StreamAnswer.Ready.bytes();
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  /// A serial line has no size.
  @Override
  public void say(StreamWord word) {}

  @Override
  public synchronized Optional<String> over() {
    return over;
  }

  @Override
  public void close() {
    finish("You have left.");
    console.left(this);
  }

  private final class Unread extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
      try {
        return Seat.this.read(buffer, from, count);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for a console", e);
      }
    }
  }

  private final class Keyboard extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      console.type(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      console.type(Arrays.copyOfRange(bytes, from, from + count));
    }
  }
}
