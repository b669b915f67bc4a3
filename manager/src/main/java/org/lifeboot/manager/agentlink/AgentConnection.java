package org.lifeboot.manager.agentlink;

import io.javalin.websocket.WsContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lifeboot.manager.session.AgentDesk;
import org.lifeboot.manager.session.AgentDesk.Admission;
import org.lifeboot.manager.session.AgentDesk.Orders;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;

/// One WebSocket of one Agent, from Hello to its end. Thread-safe: what it does, it does one at a
/// time.
final class AgentConnection {

  private static final int NORMAL = 1000;
  private static final int POLICY = 1008;

  private final WsContext socket;
  private final String address;
  private final AgentDesk desk;
  private final Duration storeEvery;
  private final Clock clock;
  private final Instant openedAt;
  private final String id;
  private final Codec codec = new Codec();
  private final Set<String> sent = new HashSet<>();
  private final AtomicBoolean following = new AtomicBoolean();
  private volatile Optional<SessionId> session = Optional.empty();
  private Instant storedAt = Instant.EPOCH;

  AgentConnection(
      WsContext socket, String address, AgentDesk desk, Duration storeEvery, Clock clock) {
    this.socket = socket;
    this.address = address;
    this.desk = desk;
    this.storeEvery = storeEvery;
    this.clock = clock;
    this.openedAt = clock.instant();
    this.id = Uuid7.at(openedAt);
  }

  String address() {
    return address;
  }

  String id() {
    return id;
  }

  /// Whose it is, after an accepted Hello.
  Optional<SessionId> session() {
    return session;
  }

  boolean olderThan(Duration age, Instant now) {
    return openedAt.plus(age).isBefore(now);
  }

  /// What was said, as far as the door must know.
  enum Heard {
    FINE,
    /// A token that was not right: guessing is slowed down.
    WRONG
  }

  synchronized Heard hear(String json) {
    try {
      AgentMessage message = codec.agentMessage(json);
      return session.isPresent() ? hear(session.get(), message) : first(message);
    } catch (IllegalArgumentException e) {
      return malformed(String.valueOf(e.getMessage()));
    }
  }

  private Heard first(AgentMessage message) {
    return switch (message) {
      case AgentMessage.Hello hello -> answer(desk.hello(hello, address, id));
      case AgentMessage.Heartbeat _, AgentMessage.CheckProgress _, AgentMessage.Numbered _ ->
          malformed("the first message was not a Hello");
    };
  }

  private Heard answer(Admission admission) {
    return switch (admission) {
      case Admission.Welcomed(SessionId admitted, ManagerMessage.Welcome welcome) -> {
        session = Optional.of(admitted);
        storedAt = clock.instant();
        send(welcome);
        followOrders();
        yield Heard.FINE;
      }
      case Admission.TurnedAway(ManagerMessage.Refused refused) -> {
        send(refused);
        close(POLICY, refused.code().name());
        yield guess(refused.code()) ? Heard.WRONG : Heard.FINE;
      }
    };
  }

  private static boolean guess(RefusalCode code) {
    return switch (code) {
      case TOKEN_WRONG, TOKEN_REPLAYED, MALFORMED -> true;
      case TOKEN_EXPIRED, SESSION_OVER, VERSION_UNKNOWN -> false;
    };
  }

  private Heard hear(SessionId admitted, AgentMessage message) {
    switch (message) {
      case AgentMessage.Hello _ -> {
        return malformed("a second Hello on one connection");
      }
      case AgentMessage.Heartbeat heartbeat -> alive(admitted, heartbeat);
      case AgentMessage.CheckProgress progress -> desk.progress(admitted, progress);
      case AgentMessage.Numbered numbered ->
          send(new ManagerMessage.Acknowledge(desk.report(admitted, numbered)));
    }
    return Heard.FINE;
  }

  private void alive(SessionId admitted, AgentMessage.Heartbeat heartbeat) {
    Instant now = clock.instant();
    if (!storedAt.plus(storeEvery).isAfter(now)) {
      desk.alive(admitted, heartbeat);
      storedAt = now;
    }
  }

  private Heard malformed(String reason) {
    desk.malformed(address, session.map(SessionId::text).orElse(""), reason);
    send(new ManagerMessage.Refused(RefusalCode.MALFORMED, reason));
    close(POLICY, "MALFORMED");
    return session.isPresent() ? Heard.FINE : Heard.WRONG; // who was let in guesses no tokens
  }

  /// Like [#followOrders], on another thread: a peer that does not read holds up itself only.
  void followOrders(Executor threads) {
    if (following.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              followOrders();
            } catch (StoreException e) {
              unableToStore();
            } finally {
              following.set(false);
            }
          });
    }
  }

  /// Sends the commands that were not sent on this connection yet, or ends it.
  synchronized void followOrders() {
    if (session.isEmpty()) {
      return;
    }
    switch (desk.orders(session.get(), id)) {
      case Orders.Send(var commands) ->
          commands.stream().filter(command -> sent.add(command.id())).forEach(this::send);
      case Orders.Replaced _ -> close(NORMAL, "replaced by a newer connection");
      case Orders.Over _ -> {
        send(new ManagerMessage.Command("end-" + session.get(), new AgentCommand.EndSession()));
        close(NORMAL, "the session is over");
      }
    }
  }

  /// Bytes are wanted; the Agent brings them elsewhere.
  void open(ManagerMessage.OpenStream wanted) {
    send(wanted);
  }

  private void send(ManagerMessage message) {
    socket.send(codec.write(message));
  }

  void close(int status, String reason) {
    socket.closeSession(status, reason);
  }

  void slowDown() {
    close(POLICY, "too many wrong tokens; wait");
  }

  void tooLate() {
    close(POLICY, "no Hello in time");
  }

  void unableToStore() {
    close(1011, "the Manager cannot store this now; come back");
  }
}
