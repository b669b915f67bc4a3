package org.lifeboot.manager.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A mail server that says to one command what a test wants, and else what any server says. One
/// conversation at a time.
final class ScriptedMailServer implements AutoCloseable {

  private static final Map<String, String> USUAL =
      Map.of(
          "EHLO",
          "250 fake",
          "MAIL",
          "250 ok",
          "RCPT",
          "250 ok",
          "DATA",
          "354 go on",
          ".",
          "250 queued",
          "RSET",
          "250 ok",
          "QUIT",
          "221 bye");

  private final ServerSocket listener;
  private final Thread thread;

  private ScriptedMailServer(String command, String answer) throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread = Thread.ofVirtual().start(() -> serve(command, answer));
  }

  /// @param answer an SMTP answer line, or `mute`: says nothing, `gone`: hangs up
  static ScriptedMailServer saying(String command, String answer) throws IOException {
    return new ScriptedMailServer(command, answer);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve(String command, String answer) {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        talk(socket, command, answer);
      } catch (IOException _) {
        // The test closed it, or the client hung up.
      }
    }
  }

  private static void talk(Socket socket, String command, String answer) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    say(socket, "220 fake");
    var inData = false;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var word = inData ? (line.equals(".") ? "." : "") : line.split(" ", 2)[0];
      var said = word.equals(command) ? answer : USUAL.getOrDefault(word, "");
      if (said.equals("gone")) {
        return;
      }
      if (!said.isEmpty() && !said.equals("mute")) {
        say(socket, said);
      }
      inData = word.equals("DATA") ? said.startsWith("354") : inData && !word.equals(".");
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      listener.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
