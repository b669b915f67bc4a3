package org.lifeboot.manager.agentlink;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.stream.Awaited;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.stream.Streams.Claim;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;

/// `/agent/stream/{id}` of the Agents' door: where an Agent brings what it was asked for, by PUT or
/// by WebSocket. Who comes without the stream's key is told nothing.
final class StreamDoor {

  private static final String AWAITED = "lifeboot-awaited";
  private static final int READ = 204;
  private static final int UNKNOWN = 401;
  private static final int GONE = 410;
  private static final int GUESSED_TOO_OFTEN = 429;
  private static final int MALFORMED = 400;

  private final Streams streams;
  private final Throttle throttle;
  private final int mostWrongTokens;
  private final Codec codec = new Codec();
  private final Map<String, Visit> visits = new ConcurrentHashMap<>();

  StreamDoor(Streams streams, Throttle throttle, int mostWrongTokens) {
    this.streams = streams;
    this.throttle = throttle;
    this.mostWrongTokens = mostWrongTokens;
  }

  /// PUT: returns when whoever asked has read it, or does not want it any more.
  void bring(Context context) {
    if (claim(context) instanceof Claim.Right(Awaited awaited)) {
      EndPoint connection = connection(context);
      connection.setIdleTimeout(Protocol.STREAM_IDLE_LIMIT.toMillis());
      context.status(brought(context, awaited, connection));
    }
  }

  private int brought(Context context, Awaited awaited, EndPoint connection) {
    try {
      StreamAnswer answer = answer(context);
      boolean declined = answer instanceof StreamAnswer.Declined;
      boolean whole = awaited.bring(answer, context.req().getInputStream(), connection::close);
      return whole || declined ? READ : GONE;
    } catch (IllegalArgumentException | IOException e) {
      awaited.broken("it could not be understood: " + e.getMessage());
      return MALFORMED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return GONE;
    }
  }

  private StreamAnswer answer(Context context) {
    byte[] json = Base64.getUrlDecoder().decode(header(context, Protocol.STREAM_ANSWER_HEADER));
    return codec.streamAnswer(new String(json, StandardCharsets.UTF_8));
  }

  private static EndPoint connection(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  private Claim claim(Context context) {
    String guesses = "agent " + context.ip();
    if (throttle.exhausted(guesses, mostWrongTokens)) {
      context.status(GUESSED_TOO_OFTEN);
      return new Claim.Wrong();
    }
    Claim claim =
        streams.claim(context.pathParam("stream"), header(context, Protocol.STREAM_KEY_HEADER));
    switch (claim) {
      case Claim.Right _ -> {}
      case Claim.TooLate _ -> context.status(GONE);
      case Claim.Wrong _ -> {
        throttle.wrong(guesses);
        context.status(UNKNOWN);
      }
    }
    return claim;
  }

  private static String header(Context context, String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }

  /// Before a WebSocket is made of it.
  void knock(Context context) {
    if (claim(context) instanceof Claim.Right(Awaited awaited)) {
      context.attribute(AWAITED, awaited);
      return;
    }
    context.skipRemainingHandlers();
  }

  /// The WebSocket.
  void handlers(WsConfig socket) {
    socket.onConnect(this::opened);
    socket.onMessage(context -> visit(context).heard(context.message()));
    socket.onBinaryMessage(context -> visit(context).heard(context.data()));
    socket.onClose(this::gone);
    socket.onError(this::gone);
  }

  private void opened(WsContext context) {
    Awaited awaited = context.attribute(AWAITED);
    context.session.setIdleTimeout(Protocol.STREAM_IDLE_LIMIT);
    visits.put(context.sessionId(), new Visit(Objects.requireNonNull(awaited), context, codec));
  }

  private Visit visit(WsContext context) {
    return Objects.requireNonNull(visits.get(context.sessionId()));
  }

  private void gone(WsContext context) {
    Visit visit = visits.remove(context.sessionId());
    if (visit != null) {
      visit.gone();
    }
  }
}
