package org.lifeboot.lab.board;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lifeboot.lab.manager.AccountBrowser;
import org.lifeboot.lab.manager.ManagerProcess;
import org.lifeboot.lab.server.Console;

/// A browser with an account that has a server's serial console open, and everything that it was
/// shown there. Thread-safe.
final class ConsoleEar implements AutoCloseable {

  private final StringBuilder shown = new StringBuilder();
  private final AccountBrowser browser;
  private final WebSocket socket;

  ConsoleEar(URI manager, ManagerProcess.Login login, String server) {
    browser = AccountBrowser.login(manager, login);
    socket = browser.socket("/servers/" + server + "/console/socket?columns=80&rows=25", new Ear());
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      hear(StandardCharsets.ISO_8859_1.decode(data));
      from.request(1);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      hear(data);
      from.request(1);
      return CompletableFuture.completedFuture("");
    }
  }

  private synchronized void hear(CharSequence more) {
    shown.append(more);
  }

  /// Everything so far, as a terminal without colours shows it.
  synchronized String shown() {
    return Console.plain(shown.toString());
  }

  @Override
  public void close() {
    socket.abort();
    browser.close();
  }
}
