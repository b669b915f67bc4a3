package org.lifeboot.manager.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Conversation;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.api.JsonAnswer;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.TerminalSize;

/// The WebSockets there are: the terminal of the rescue page, SSH for programs, and servers' serial
/// consoles. Who may open one is decided before it is made.
final class Sockets {

  static final String TERMINAL = "/rescue/{session}/terminal/socket";
  static final String SSH = "/api/v1/sessions/{session}/ssh";

  static final String CONSOLE = "/servers/{server}/console/socket";

  private static final String ADMITTED = "lifeboot-admitted";

  private final Door door;
  private final Streams streams;
  private final Map<String, Relay> relays = new ConcurrentHashMap<>();

  private final Servers servers;
  private final Consoles consoles;

  Sockets(Door door, Streams streams, Servers servers, Consoles consoles) {
    this.door = door;
    this.streams = streams;
    this.servers = servers;
    this.consoles = consoles;
  }

  /// Somebody who may open a WebSocket.
  ///
  /// @param opening what is at its other end
  private record Admitted(Supplier<Conversation> opening, BooleanSupplier stillAllowed) {}

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
    config.routes.wsBeforeUpgrade(CONSOLE, context -> knock(context, () -> console(context)));
    config.routes.ws(CONSOLE, this::handlers);
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
    return new Admitted(
        () -> streams.talk(guest.session().id(), order, guest.who()), door.guestWatch(context));
  }

  private static int size(Context context, String name, int usual) {
    String text = context.queryParam(name);
    boolean number = text != null && text.matches("[1-9][0-9]{0,3}");
    return number ? Math.min(Integer.parseInt(text), TerminalSize.MOST) : usual;
  }

  private Admitted ssh(Context context) {
    Caller caller = door.socketCaller(context);
    var session = new SessionId(context.pathParam("session"));
    return new Admitted(
        () -> streams.talk(session, new StreamOrder.SshTunnel(), caller.who()),
        door.callerWatch(caller));
  }

  /// For everybody who may switch the server off as well.
  private Admitted console(Context context) {
    Login login = door.socketLogin(context);
    Server server = servers.get(context.pathParam("server"));
    boolean takeOver = "yes".equals(context.queryParam("take"));
    return new Admitted(() -> consoles.join(server, takeOver, login.who()), door.loginWatch(login));
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
    var relay = new Relay(context, visitor.opening(), visitor.stillAllowed());
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
