package org.lifeboot.lab.story;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lifeboot.lab.manager.Fingerprints;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;

/// Somebody who is not the Agent, knocking at the Manager's agent door.
public final class AgentDoor {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final URI address;
  private final Codec codec = new Codec();
  private volatile String certificate = "";

  public AgentDoor(URI address) {
    this.address = address;
  }

  /// Says hello with a token and a new key, and tells what the Manager answered: a refusal's code,
  /// or `welcome`.
  public String knock(String sessionId, String token) {
    try (var client = HttpClient.newBuilder().sslContext(noting()).connectTimeout(LIMIT).build()) {
      var answer = new CompletableFuture<String>();
      var socket =
          client.newWebSocketBuilder().buildAsync(address, new FirstMessage(answer)).join();
      socket.sendText(codec.write(hello(sessionId, token)), true).join();
      var text = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      socket.abort();
      client.shutdownNow();
      return told(codec.managerMessage(text));
    } catch (ExecutionException | TimeoutException e) {
      throw new LabException("the agent door %s did not answer: %s".formatted(address, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted at the agent door", e);
    }
  }

  /// SHA-256 of the certificate that the Manager showed at the last knock.
  public String certificateSha256() {
    return certificate;
  }

  private static String told(ManagerMessage message) {
    return switch (message) {
      case ManagerMessage.Refused refused -> refused.code().name();
      case ManagerMessage.Welcome _ -> "welcome";
      case ManagerMessage.Acknowledge _ -> "acknowledge";
      case ManagerMessage.Command _ -> "command";
      case ManagerMessage.OpenStream _ -> "openStream";
    };
  }

  private static AgentMessage.Hello hello(String sessionId, String token) {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new AgentMessage.Hello(
        Protocol.VERSION,
        sessionId,
        token,
        HexFormat.of().formatHex(key),
        "0b007000-0000-4000-8000-000000000000",
        "an impostor",
        List.of(
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIImpostorImpostorImpostorImpo")),
        List.of("10.0.2.15"));
  }

  /// Trusts any certificate, and notes which one it was.
  private SSLContext noting() {
    return Fingerprints.context(shown -> certificate = shown);
  }

  private static final class FirstMessage implements WebSocket.Listener {
    private final CompletableFuture<String> answer;
    private final StringBuilder text = new StringBuilder();

    FirstMessage(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answer.complete(text.toString());
      }
      socket.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      answer.completeExceptionally(error);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      answer.completeExceptionally(new LabException("closed with " + status + " " + reason));
      return null;
    }
  }
}
