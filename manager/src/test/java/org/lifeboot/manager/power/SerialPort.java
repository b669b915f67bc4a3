package org.lifeboot.manager.power;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The serial port of a machine that answers what is typed in angle brackets.
public final class SerialPort implements AutoCloseable {

  private final ServerSocket listener;
  private final CountDownLatch wired = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private volatile Socket wire = new Socket();

  SerialPort() {
    try {
      listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket accepted = listener.accept()) {
        wire = accepted;
        wired.countDown();
        answer(accepted);
      } catch (IOException _) {
        // The controller has let go of it, or the test is over.
      }
    }
  }

  private void answer(Socket wire) throws IOException {
    byte[] buffer = new byte[256];
    InputStream in = wire.getInputStream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      String text = new String(buffer, 0, count, StandardCharsets.UTF_8);
      typed.add(text);
      wire.getOutputStream().write(("<" + text + ">").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Waits for the controller to open it.
  public void awaitWired() throws InterruptedException {
    if (!wired.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the controller did not open the serial port");
    }
  }

  /// The machine says something by itself.
  public void send(byte[] bytes) {
    try {
      wire.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing was typed, ever.
  public boolean untouched() {
    return typed.isEmpty();
  }

  /// Waits until all of this was typed, in however many pieces.
  public void awaitTyped(String text) throws InterruptedException {
    var all = new StringBuilder();
    while (!all.toString().contains(text)) {
      String more = typed.poll(30, TimeUnit.SECONDS);
      if (more == null) {
        throw new AssertionError("typed was only: " + all);
      }
      all.append(more);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
