package org.lifeboot.agent.stream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;

/// One PUT (RFC 9112) that carries a stream: chunks leave as they are written, so nothing of them
/// is kept but one buffer, and the Manager is listened to all the while. `java.net.http` tells of a
/// Manager that has gone only with the next byte, and of a body that failed not at all.
final class Upload implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Dial dial;
  private final OutputStream out;
  private final Thread listener;
  private final Runnable onGone;
  private final CompletableFuture<String> heard = new CompletableFuture<>();
  private volatile boolean all;

  /// Begins it: the head is sent.
  ///
  /// @param onGone called, once, when the Manager drops the stream
  Upload(Dial dial, OpenStream wanted, StreamAnswer answer, Runnable onGone) throws IOException {
    this.dial = dial;
    this.onGone = onGone;
    this.out = new BufferedOutputStream(dial.socket().getOutputStream(), BUFFER_BYTES + 32);
    this.listener = Thread.ofPlatform().daemon().name("stream's ear").unstarted(this::listen);
    out.write(head(wanted, answer).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    listener.start();
  }

  private static String head(OpenStream wanted, StreamAnswer answer) {
    byte[] json = new Codec().write(answer).getBytes(StandardCharsets.UTF_8);
    if (json.length > Protocol.MOST_ANSWER_BYTES) {
      throw new IllegalArgumentException("an answer of " + json.length + " bytes");
    }
    return String.join(
        "\r\n",
        "PUT " + Protocol.STREAM_PATH + wanted.id() + " HTTP/1.1",
        "Host: " + URI.create(wanted.address()).getRawAuthority(),
        Protocol.STREAM_KEY_HEADER + ": " + wanted.key(),
        Protocol.STREAM_ANSWER_HEADER + ": " + Base64.getUrlEncoder().encodeToString(json),
        "Content-Type: application/octet-stream",
        "Transfer-Encoding: chunked",
        "Connection: close",
        "",
        "");
  }

  /// The Manager says nothing before it has read all, or has had enough.
  private void listen() {
    heard.complete(statusLine());
    if (!all) {
      onGone.run();
    }
  }

  private String statusLine() {
    try {
      InputStream in = dial.socket().getInputStream();
      var line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 200; c = in.read()) {
        line.append((char) c);
      }
      return line.toString().strip();
    } catch (IOException e) {
      return "the connection broke: " + e;
    }
  }

  /// Where the body goes, in chunks.
  OutputStream body() {
    return new OutputStream() {
      private final byte[] chunk = new byte[BUFFER_BYTES];
      private int filled;

      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
          int count = Math.min(length - done, chunk.length - filled);
          System.arraycopy(bytes, offset + done, chunk, filled, count);
          filled += count;
          done += count;
          if (filled == chunk.length) {
            send();
          }
        }
      }

      @Override
      public void flush() throws IOException {
        send();
        out.flush();
      }

      private void send() throws IOException {
        if (heard.isDone()) {
          throw new IOException("nobody reads it any more: " + heard.join());
        }
        if (filled > 0) {
          out.write((Integer.toHexString(filled) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(chunk, 0, filled);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          filled = 0;
        }
      }
    };
  }

  /// Says that this was all, and waits until the Manager has read it.
  void end() throws IOException, InterruptedException {
    all = true;
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    try {
      String status = heard.get(Protocol.STREAM_IDLE_LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!status.startsWith("HTTP/1.1 2")) {
        throw new IOException("the Manager has not read it all: " + status);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("waiting for the Manager to read the rest", e);
    }
  }

  /// Cuts it off, unless it has ended.
  @Override
  public void close() {
    dial.close();
    try {
      listener.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
