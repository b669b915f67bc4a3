package org.lifeboot.agent.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamWord;

/// The WebSocket of one stream. The next frame is asked for when the one before was read, so at
/// most one waits here. Thread-safe.
final class Line implements TwoWay, WebSocket.Listener, AutoCloseable {

  private static final int NORMAL = 1000;
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final Codec codec = new Codec();
  private final BlockingQueue<ByteBuffer> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final Runnable onGone;
  private volatile boolean over;
  private volatile @Nullable WebSocket socket;
  private volatile Consumer<StreamWord> listener = _ -> {};

  /// @param onGone called, once, when the Manager drops the stream
  Line(Runnable onGone) {
    this.onGone = onGone;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (text.length() > Protocol.MOST_ANSWER_BYTES) {
      gone("a word of more than " + Protocol.MOST_ANSWER_BYTES + " characters");
      return null;
    }
    if (isLast) {
      String json = text.toString();
      text.setLength(0);
      hear(json);
    }
    from.request(1);
    return null;
  }

  private void hear(String json) {
    try {
      listener.accept(codec.streamWord(json));
    } catch (IllegalArgumentException e) {
      gone("what is no word: " + e.getMessage());
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
    if (!data.hasRemaining()) {
      from.request(1);
      return null;
    }
    var frame = ByteBuffer.allocate(data.remaining());
    frames.add(frame.put(data).flip());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    gone("the Manager ended the stream: " + code + " " + HostileText.line(reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    gone("the stream's connection broke: " + error);
  }

  private void gone(String reason) {
    if (end.complete(reason)) {
      frames.add(END);
      if (!over) {
        onGone.run();
      }
    }
  }

  @Override
  public void onWord(Consumer<StreamWord> to) {
    listener = to;
  }

  @Override
  public InputStream in() {
    return new InputStream() {
      private ByteBuffer frame = END;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (!frame.hasRemaining()) {
          frame = next();
        }
        if (!frame.hasRemaining()) {
          frames.add(END); // for whoever reads on
          return -1;
        }
        int count = Math.min(length, frame.remaining());
        frame.get(into, offset, count);
        WebSocket opened = socket;
        if (!frame.hasRemaining() && opened != null) {
          opened.request(1);
        }
        return count;
      }
    };
  }

  private ByteBuffer next() throws IOException {
    try {
      return frames.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading a stream", e);
    }
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
          ByteBuffer frame = ByteBuffer.wrap(bytes, offset + done, count).slice();
          sent(opened -> opened.sendBinary(frame, true));
          done += count;
        }
      }
    };
  }

  /// Says first what comes.
  void answer(StreamAnswer answer) throws IOException {
    String json = codec.write(answer);
    sent(opened -> opened.sendText(json, true));
  }

  /// The last word; then the connection is closed.
  void farewell(String reason) throws IOException, InterruptedException {
    over = true;
    String json = codec.write(new StreamWord.Over(reason));
    sent(opened -> opened.sendText(json, true));
    sent(opened -> opened.sendClose(NORMAL, ""));
    try {
      var _ = end.get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // it is cut off then
    }
  }

  /// A sign of life, at the level of the WebSocket.
  void ping() {
    WebSocket opened = socket;
    if (opened != null && !end.isDone()) {
      var _ = opened.sendPing(ByteBuffer.allocate(0));
    }
  }

  private interface Sending {
    CompletableFuture<WebSocket> on(WebSocket opened);
  }

  private void sent(Sending sending) throws IOException {
    WebSocket opened = socket;
    if (opened == null || end.isDone()) {
      throw new IOException("nobody listens any more");
    }
    try {
      var _ = sending.on(opened).get(Protocol.STREAM_IDLE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("sending on a stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending on a stream", e);
    }
  }

  /// Cuts it off, unless it has ended.
  @Override
  public void close() {
    over = true;
    gone("closed");
    WebSocket opened = socket;
    if (opened != null) {
      opened.abort();
    }
  }
}
