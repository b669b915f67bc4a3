package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lifeboot.lab.process.Patience;

/// What the terminal has shown lately.
final class Screen implements WebSocket.Listener {

  private static final int KEPT = 100_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final StringBuilder shown = new StringBuilder();

  /// What somebody types into the terminal.
  static void type(WebSocket keyboard, String keys) {
    keyboard.sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true).join();
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    synchronized (shown) {
      shown.append(StandardCharsets.UTF_8.decode(data));
      if (shown.length() > KEPT) {
        shown.delete(0, shown.length() - KEPT);
      }
    }
    socket.request(1);
    return CompletableFuture.completedFuture("");
  }

  void awaits(String... words) {
    for (String word : words) {
      assertThat(Patience.untilTrue(LIMIT, () -> shows(word))).as(word + this).isTrue();
    }
  }

  private boolean shows(String word) {
    synchronized (shown) {
      return shown.indexOf(word) >= 0;
    }
  }

  @Override
  public String toString() {
    synchronized (shown) {
      return " in: " + shown.substring(Math.max(0, shown.length() - 2_000));
    }
  }
}
