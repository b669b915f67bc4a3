package org.lifeboot.manager.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.api.JsonAnswer;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.TerminalSize;

/// The WebSockets there are: the terminal of the rescue page, and SSH for programs. Who may open
/// one is decided before it is made.
final class Sockets {

  static final String TERMINAL = "/rescue/{session}/terminal/socket";
  static final String SSH = "/api/v1/sessions/{session}/ssh";

  private static final String ADMITTED = "lifeboot-admitted";

  private final Door door;
  private final Streams streams;
  private final Map<String, Relay> relays = new ConcurrentHashMap<>();

  Sockets(Door door, Streams streams) {
    this.door = door;
    this.streams = streams;
  }

  /// Somebody who may open a WebSocket.
  private record Admitted(
      SessionId session, Who who, StreamOrder order, BooleanSupplier stillAllowed) {}

  void configure(JavalinConfig config) {
    config.jetty.modifyWebSocketServletFactory(
        factory -> {
          factory.setMaxBinaryMessageSize(2L * Protocol.MOST_FRAME_BYTES);
          factory.setMaxTextMessageSize(Protocol.MOST_ANSWER_BYTES);
        });
    config.routes.wsBeforeUpgrade(TERMINAL, context -> knock(context, () -> terminal(context)));
    config.routes.ws(TERMINAL, this::handlers);
    config.routes.wsBeforeUpgrade(SSH, context -> knock(context, () -> ssh(context)));
    config.routes.ws(SSH, this::handlers);
  }

  private interface Admission {
    Admitted given();
  }

  private static void knock(Context context, Admission admission) {
    try {
      context.attribute(ADMITTED, admission.given());
    } catch (Problem problem) {
      JsonAnswer.send(context, problem);
      context.skipRemainingHandlers();
    }
  }

  private Admitted terminal(Context context) {
    Guest guest = door.socketGuest(context);
    var order = new StreamOrder.Terminal(size(context, "columns", 80), size(context, "rows", 24));
    return new Admitted(guest.session().id(), guest.who(), order, door.guestWatch(context));
  }

  private static int size(Context context, String name, int usual) {
    String text = context.queryParam(name);
    boolean number = text != null && text.matches("[1-9][0-9]{0,3}");
    return number ? Math.min(Integer.parseInt(text), TerminalSize.MOST) : usual;
  }

  private Admitted ssh(Context context) {
    Caller caller = door.socketCaller(context);
    return new Admitted(
        new SessionId(context.pathParam("session")),
        caller.who(),
        new StreamOrder.SshTunnel(),
        door.callerWatch(caller));
  }

  private void handlers(WsConfig socket) {
    socket.onConnect(this::opened);
    socket.onMessage(context -> relay(context).heard(context.message()));
    socket.onBinaryMessage(context -> relay(context).heard(context.data()));
    socket.onClose(this::gone);
    socket.onError(this::gone);
  }

  private void opened(WsContext context) {
    Admitted visitor = Objects.requireNonNull(context.<Admitted>attribute(ADMITTED));
    var relay =
        new Relay(
            context,
            () -> streams.talk(visitor.session(), visitor.order(), visitor.who()),
            visitor.stillAllowed());
    relays.put(context.sessionId(), relay);
    relay.start();
  }

  private Relay relay(WsContext context) {
    return Objects.requireNonNull(relays.get(context.sessionId()));
  }

  private void gone(WsContext context) {
    Relay relay = relays.remove(context.sessionId());
    if (relay != null) {
      relay.gone();
    }
  }

  /// The plain GET of a WebSocket's address.
  static void notAWebSocket(Context context, Caller caller) {
    JsonAnswer.send(
        context,
        new Problem(
            ProblemCode.BAD_REQUEST, "This address takes a WebSocket; `lifeboot ssh` makes one."));
  }
}
