package org.lifeboot.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.Unreachable;

/// A WebSocket of the Manager's that carries bytes between this program's input and output and
/// something on a rescued server. One frame waits at most: whoever does not read holds up the
/// other.
final class Tunnel implements WebSocket.Listener {

  private static final int NORMAL = 1000;
  private static final int MOST_FRAME_BYTES = 32 << 10;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final String doing;
  private final OutputStream out;
  private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

  private Tunnel(String doing, OutputStream out) {
    this.doing = doing;
    this.out = out;
  }

  /// Carries bytes until either end has had enough.
  ///
  /// @param doing what is being done; begins the message of every failure
  /// @param bearer the value of the header `Authorization`
  static void between(String doing, URI address, String bearer, InputStream in, OutputStream out) {
    var tunnel = new Tunnel(doing, out);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      WebSocket socket = tunnel.opened(client, address, bearer);
      Thread.ofPlatform().daemon().name("tunnel's input").start(() -> tunnel.send(socket, in));
      Optional<String> problem = tunnel.end.get();
      client.shutdownNow();
      if (problem.isPresent()) {
        throw new Unreachable(doing + ": " + problem.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(doing, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unreachable(doing + ": stopped");
    }
  }

  private WebSocket opened(HttpClient client, URI address, String bearer)
      throws InterruptedException {
    try {
      return client
          .newWebSocketBuilder()
          .connectTimeout(LIMIT)
          .header("Authorization", bearer)
          .buildAsync(address, this)
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      client.shutdownNow();
      Throwable cause = e.getCause();
      throw failure(cause == null ? e : cause);
    } catch (TimeoutException _) {
      client.shutdownNow();
      throw new Unreachable(doing + ": no answer within " + LIMIT.toSeconds() + " s");
    }
  }

  private RuntimeException failure(Throwable cause) {
    if (!(cause instanceof WebSocketHandshakeException handshake)) {
      return new Unreachable(doing + ": the Manager cannot be reached: " + cause.getMessage());
    }
    int status = handshake.getResponse().statusCode();
    String message = doing + ": the Manager says HTTP " + status;
    return status == 401
        ? new NotLoggedIn(message, "")
        : new Refused(message, "forbidden", Problem.of("forbidden", message));
  }

  private void send(WebSocket socket, InputStream in) {
    byte[] buffer = new byte[MOST_FRAME_BYTES];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        var _ = socket.sendBinary(ByteBuffer.wrap(buffer, 0, count), true).get();
      }
      var _ = socket.sendClose(NORMAL, "").get();
      end.complete(Optional.empty());
    } catch (IOException | ExecutionException e) {
      end.complete(Optional.of("the connection broke: " + e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    try {
      out.write(bytes);
      out.flush();
      socket.request(1);
    } catch (IOException e) {
      end.complete(Optional.of("nobody reads the output: " + e.getMessage()));
    }
    return CompletableFuture.completedFuture(bytes);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end.complete(
        code == NORMAL
            ? Optional.empty()
            : Optional.of(reason.isEmpty() ? "closed with code " + code : reason));
    return CompletableFuture.completedFuture(code);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end.complete(Optional.of("the connection broke: " + error.getMessage()));
  }
}
