package org.lifeboot.lab.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// Where the program that ipmi_sim runs for its chassis asks and orders: a line on a port of
/// 127.0.0.1, and its answer. Closing it ends its thread.
final class ChassisDoor implements AutoCloseable {

  private static final int WAITING = 10;

  private final ServerSocket listener;
  private final UnaryOperator<String> answers;
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("chassis").unstarted(this::serve);

  private ChassisDoor(ServerSocket listener, UnaryOperator<String> answers) {
    this.listener = listener;
    this.answers = answers;
  }

  /// Opens it.
  ///
  /// @param answers what is answered to `get power boot` or `set power 1`
  static ChassisDoor open(UnaryOperator<String> answers) {
    try {
      ChassisDoor door =
          new ChassisDoor(new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()), answers);
      door.thread.start();
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a chassis", e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /// What was ordered so far, as `set boot pxe`.
  List<String> orders() {
    return List.copyOf(orders);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket caller = listener.accept()) {
        answer(caller);
      } catch (IOException _) {
        // Closed, or the program did not wait for its answer.
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      return;
    }
    if (line.startsWith("set ")) {
      orders.add(line);
    }
    caller.getOutputStream().write(answers.apply(line).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      listener.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a chassis", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
