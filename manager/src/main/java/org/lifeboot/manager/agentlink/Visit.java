package org.lifeboot.manager.agentlink;

import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.lifeboot.manager.stream.Awaited;
import org.lifeboot.manager.stream.Talking;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;

/// One WebSocket on which an Agent brings a stream. Its frames come one after the other.
final class Visit implements Awaited.Peer {

  private static final int NORMAL = 1000;
  private static final int POLICY = 1008;

  private final Awaited awaited;
  private final WsContext socket;
  private final Codec codec;
  private volatile Optional<Talking> talk = Optional.empty();

  Visit(Awaited awaited, WsContext socket, Codec codec) {
    this.awaited = awaited;
    this.socket = socket;
    this.codec = codec;
  }

  /// A text: the Agent's answer first, then its words.
  void heard(String text) {
    try {
      if (talk.isEmpty()) {
        talk = Optional.of(awaited.talk(codec.streamAnswer(text), this));
      } else {
        talk.get().heard(text);
      }
    } catch (IllegalArgumentException e) {
      awaited.broken("it could not be understood: " + e.getMessage());
      socket.closeSession(POLICY, "not understood");
    }
  }

  /// Bytes. Holds up the connection while nobody reads them.
  void heard(ByteBuffer data) {
    if (talk.isEmpty()) {
      awaited.broken("bytes came before the answer");
      socket.closeSession(POLICY, "bytes before the answer");
      return;
    }
    try {
      byte[] frame = new byte[data.remaining()];
      data.get(frame);
      talk.get().heard(frame);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  void gone() {
    awaited.broken("the connection ended before the answer");
    talk.ifPresent(Talking::gone);
  }

  @Override
  public void send(ByteBuffer frame) throws IOException {
    var sent = new Callback.Completable();
    socket.session.sendBinary(frame, sent);
    try {
      sent.get(Protocol.STREAM_IDLE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("sending to the rescued server", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending to the rescued server", e);
    }
  }

  @Override
  public void say(String text) {
    socket.session.sendText(text, Callback.NOOP);
  }

  @Override
  public void close() {
    socket.closeSession(NORMAL, "");
  }
}
