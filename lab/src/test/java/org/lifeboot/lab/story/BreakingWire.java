package org.lifeboot.lab.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a web server that breaks: the first answer for a file ends after so many bytes, with
/// its head counted; later ones come whole. Listens on loopback.
final class BreakingWire implements AutoCloseable {

  private final ServerSocket door;
  private final int behind;
  private final Map<String, Long> breaks;
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

  /// Begins to listen.
  ///
  /// @param port where it listens
  /// @param behind the port that it leads to
  /// @param breaks how many bytes come of the first answer, by the last part of the file's path
  BreakingWire(int port, int behind, Map<String, Long> breaks) {
    try {
      door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("listening on port " + port, e);
    }
    this.behind = behind;
    this.breaks = new ConcurrentHashMap<>(breaks);
    Thread.ofVirtual().start(this::listen);
  }

  /// The files whose answer was broken off.
  List<String> broken() {
    return List.copyOf(broken);
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        var from = door.accept();
        Thread.ofVirtual().start(() -> carry(from));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      var left = new AtomicLong(Long.MAX_VALUE);
      Thread.ofVirtual().start(() -> ask(client, server, left));
      answer(server, client, left);
    } catch (IOException _) {
      // one of them is gone, which is what this is for
    }
  }

  /// What the client says; a new request says how much of its answer is let through.
  private void ask(Socket client, Socket server, AtomicLong left) {
    try {
      var said = new byte[16_384];
      for (int length; (length = client.getInputStream().read(said)) > 0; ) {
        var request = new String(said, 0, length, StandardCharsets.ISO_8859_1);
        if (request.startsWith("GET ")) {
          left.set(letThrough(file(request)));
        }
        server.getOutputStream().write(said, 0, length);
      }
      server.shutdownOutput();
    } catch (IOException _) {
      // told by the other direction
    }
  }

  private long letThrough(String file) {
    var bytes = breaks.remove(file);
    if (bytes == null) {
      return Long.MAX_VALUE;
    }
    broken.add(file);
    return bytes;
  }

  private static void answer(Socket server, Socket client, AtomicLong left) throws IOException {
    var said = new byte[65_536];
    for (int length; (length = server.getInputStream().read(said)) > 0; ) {
      int through = (int) Math.min(length, left.get());
      client.getOutputStream().write(said, 0, through);
      if (left.addAndGet(-through) == 0) {
        return;
      }
    }
  }

  private static String file(String request) {
    var path = request.split(" ", 3)[1].replaceFirst("\\?.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
