package org.lifeboot.manager.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamWord;

/// An Agent's WebSocket that carries one stream. Thread-safe.
public final class Talking implements Conversation, OpenEnd {

  private static final int MOST_WAITING_BYTES = 8 * Protocol.MOST_FRAME_BYTES;

  private final StreamAnswer.Ready answer;
  private final Awaited.Peer peer;
  private final Codec codec = new Codec();
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private int waitingBytes;
  private boolean ended;
  private Optional<String> over = Optional.empty();

  Talking(StreamAnswer.Ready answer, Awaited.Peer peer) {
    this.answer = answer;
    this.peer = peer;
  }

  /// A frame has come: holds up the connection while as many wait to be read as may.
  public synchronized void heard(byte[] frame) throws InterruptedException {
    while (waitingBytes >= MOST_WAITING_BYTES && !ended) {
      wait();
    }
    if (!ended && frame.length > 0) {
      waiting.add(ByteBuffer.wrap(frame));
      waitingBytes += frame.length;
      notifyAll();
    }
  }

  /// A word has come.
  ///
  /// @throws IllegalArgumentException it is none of an Agent's
  public synchronized void heard(String word) {
    switch (codec.streamWord(word)) {
      case StreamWord.Over(String reason) -> {
        over = Optional.of(reason);
        ended = true;
        notifyAll();
      }
      case StreamWord.Resize _ -> throw new IllegalArgumentException("a resize from an Agent");
    }
  }

  /// The connection has ended.
  public synchronized void gone() {
    ended = true;
    notifyAll();
  }

  @Override
  public void onClose(Runnable action) {
    var _ = end.thenRun(action);
  }

  @Override
  public StreamAnswer.Ready answer() {
    return answer;
  }

  @Override
  public InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : take(into, offset, length);
      }

      @Override
      public void close() {
        Talking.this.close();
      }
    };
  }

  private synchronized int take(byte[] into, int offset, int length) throws IOException {
    while (waiting.isEmpty()) {
      if (ended && over.isEmpty()) {
        throw new Ended("the connection to the rescued server is lost");
      }
      if (ended) {
        return -1;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading a stream", e);
      }
    }
    ByteBuffer first = waiting.element();
    int count = Math.min(length, first.remaining());
    first.get(into, offset, count);
    waitingBytes -= count;
    if (!first.hasRemaining()) {
      waiting.remove();
    }
    notifyAll();
    return count;
  }

  @Override
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
          int count = Math.min(length - done, Protocol.MOST_FRAME_BYTES);
          peer.send(ByteBuffer.wrap(bytes, offset + done, count).slice());
          done += count;
        }
      }
    };
  }

  @Override
  public void say(StreamWord word) {
    peer.say(codec.write(word));
  }

  @Override
  public synchronized Optional<String> over() {
    return over;
  }

  @Override
  public void close() {
    gone();
    peer.close();
    end.complete(true);
  }
}
