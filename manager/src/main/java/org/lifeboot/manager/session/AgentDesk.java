package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionEvent.AgentHeard;
import org.lifeboot.manager.session.SessionEvent.AgentNotUnderstood;
import org.lifeboot.manager.session.SessionEvent.AgentRebooting;
import org.lifeboot.manager.session.SessionEvent.CommandFailed;
import org.lifeboot.manager.session.SessionEvent.CredentialsApplied;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionSteps.Taken;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.CheckProgress;
import org.lifeboot.protocol.AgentMessage.Heartbeat;
import org.lifeboot.protocol.AgentMessage.Hello;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RefusalCode;

/// What the Agent's door asks of the sessions. Thread-safe.
public final class AgentDesk {

  private final Database database;
  private final SessionSteps steps;
  private final Audit audit;
  private final SessionAddresses addresses;
  private final SessionFollower follower;
  private final Clock clock;
  private final Codec codec = new Codec();
  private final SessionTable table = new SessionTable();
  private final CommandTable commands = new CommandTable();

  public AgentDesk(
      Database database,
      SessionSteps steps,
      Audit audit,
      SessionAddresses addresses,
      SessionFollower follower,
      Clock clock) {
    this.database = database;
    this.steps = steps;
    this.audit = audit;
    this.addresses = addresses;
    this.follower = follower;
    this.clock = clock;
  }

  /// The answer to a Hello.
  public sealed interface Admission {

    /// Let in, by the right token.
    record Welcomed(SessionId session, ManagerMessage.Welcome welcome) implements Admission {}

    /// Turned away; recorded.
    record TurnedAway(ManagerMessage.Refused refused) implements Admission {}
  }

  /// An Agent calls.
  ///
  /// @param from its network address
  /// @param connection a new id of the connection, which replaces an older one of the same Agent
  public Admission hello(Hello hello, String from, String connection) {
    return database.write(
        "answer an Agent",
        transaction ->
            table
                .find(transaction, new SessionId(hello.sessionId()))
                .map(session -> hello(transaction, session, hello, from, connection))
                .orElseGet(() -> unknown(transaction, hello, from)));
  }

  private Admission unknown(Transaction transaction, Hello hello, String from) {
    String shortId = hello.sessionId().substring(0, Math.min(64, hello.sessionId().length()));
    audit.add(
        transaction, new Who("an Agent", from), "refused-token-wrong", shortId, "no such session");
    return turnedAway(RefusalCode.TOKEN_WRONG, "no such session, or not its token");
  }

  private static Admission turnedAway(RefusalCode code, String detail) {
    return new Admission.TurnedAway(new ManagerMessage.Refused(code, detail));
  }

  private Admission hello(
      Transaction transaction, StoredSession session, Hello hello, String from, String connection) {
    if (hello.protocolVersion() != Protocol.VERSION) {
      String reason =
          "it speaks version "
              + hello.protocolVersion()
              + " of the protocol, not "
              + Protocol.VERSION;
      return admission(
          session, steps.take(transaction, session, new AgentNotUnderstood(from, reason)));
    }
    Optional<Password> password = freshPassword(session, hello);
    AgentCalled call = call(hello, from, password.map(Password::hash).orElse(""));
    Taken taken = steps.take(transaction, session, call, password);
    if (taken.refusal().isEmpty()) {
      table.seen(transaction, session.id(), clock.instant());
      table.connected(transaction, session.id(), connection);
    }
    return admission(session, taken);
  }

  private static AgentCalled call(Hello hello, String from, String freshPasswordHash) {
    return new AgentCalled(
        Secrets.sha256(hello.token()),
        Secrets.sha256(hello.agentKey()),
        hello.bootId(),
        hello.hostKeys().stream().map(LogIn::text).toList(),
        hello.addresses(),
        from,
        freshPasswordHash);
  }

  /// A password is made only for the call that will make the session active.
  private static Optional<Password> freshPassword(StoredSession session, Hello hello) {
    boolean proves =
        session.state() instanceof Booting booting
            && Proof.of(booting.attempt().tokens(), call(hello, "", "")) == Proof.RIGHT;
    return proves && session.choice().password()
        ? Optional.of(Password.random())
        : Optional.empty();
  }

  private Admission admission(StoredSession session, Taken taken) {
    if (taken.refusal().orElse(null) instanceof Refusal.OfAgent(RefusalCode code, String detail)) {
      return turnedAway(code, detail);
    }
    return new Admission.Welcomed(
        session.id(),
        new ManagerMessage.Welcome(
            session.serverName(),
            addresses.page(session.id()),
            session.lastEventNumber(),
            clock.instant()));
  }

  /// Something that is no message of the protocol was said; recorded.
  ///
  /// @param session the session's id when the Agent had been let in, or empty
  public void malformed(String from, String session, String reason) {
    audit.add(new Who("an Agent", from), "refused-malformed", session, reason);
  }

  /// Stores what an Agent reports, each number once.
  ///
  /// @return the number of the last event stored, to be acknowledged
  public long report(SessionId id, Numbered numbered) {
    return database.write(
        "store an Agent's event",
        transaction -> {
          StoredSession session = table.find(transaction, id).orElseThrow();
          Instant now = clock.instant();
          String command = numbered.event().answeredCommand();
          if (!command.isEmpty()) {
            commands.answered(transaction, id, command, now);
          }
          if (numbered.number() <= session.lastEventNumber()) {
            return session.lastEventNumber();
          }
          if (numbered.number() > session.lastEventNumber() + 1) {
            throw new IllegalArgumentException(
                "event " + numbered.number() + " came after " + session.lastEventNumber());
          }
          table.stored(transaction, session, numbered.number());
          table.seen(transaction, id, now);
          store(transaction, session, numbered.event());
          return numbered.number();
        });
  }

  private void store(Transaction transaction, StoredSession session, AgentEvent event) {
    switch (event) {
      case AgentEvent.CredentialsApplied(String _, int version) ->
          steps.take(transaction, session, new CredentialsApplied(version));
      case AgentEvent.InventoryTaken(String _, var inventory) -> {
        table.inventory(transaction, session.id(), codec.write(inventory));
        steps.tellNews(transaction, session.id());
      }
      case AgentEvent.Rebooting _ -> steps.take(transaction, session, new AgentRebooting());
      case AgentEvent.ClockWrong wrong ->
          steps.take(transaction, session, new SessionEvent.ClockWrong(wrong));
      case AgentEvent.CommandFailed(String _, String reason) ->
          steps.take(transaction, session, new CommandFailed(reason));
      case AgentEvent.OfCheck told -> {
        follower.told(transaction, session.id(), told, clock.instant());
        steps.tellNews(transaction, session.id());
      }
    }
  }

  /// A sign of life, to be stored now and then only.
  public void alive(SessionId id, Heartbeat heartbeat) {
    database.change(
        "note an Agent's heartbeat",
        transaction -> {
          table.seen(transaction, id, clock.instant());
          endDoubt(transaction, id);
          table.memory(
              transaction,
              id,
              new Memory(heartbeat.memoryTotalBytes(), heartbeat.memoryUsedBytes()));
        });
  }

  /// It has not rebooted, whoever asked what to boot.
  private void endDoubt(Transaction transaction, SessionId id) {
    table
        .find(transaction, id)
        .filter(session -> session.state() instanceof Active active && active.doubt().stands())
        .ifPresent(session -> steps.take(transaction, session, new AgentHeard()));
  }

  /// How far a check is; of interest only now.
  public void progress(SessionId id, CheckProgress progress) {
    database.change(
        "note a check's progress",
        transaction -> {
          follower.progress(transaction, id, progress, clock.instant());
          steps.tellNews(transaction, id);
        });
  }

  /// What a connection is to do now.
  public sealed interface Orders {

    /// Send these, those that were not sent on it yet.
    record Send(List<ManagerMessage.Command> commands) implements Orders {}

    /// A newer connection of the same Agent stands: close this one.
    record Replaced() implements Orders {}

    /// The session is over: say so, and close.
    record Over() implements Orders {}
  }

  /// What a connection is to do now; asked again and again.
  public Orders orders(SessionId id, String connection) {
    return database.read(
        "look for an Agent's commands",
        transaction ->
            table
                .find(transaction, id)
                .filter(session -> session.state().live())
                .map(session -> orders(transaction, session, connection))
                .orElseGet(Orders.Over::new));
  }

  private Orders orders(Transaction transaction, StoredSession session, String connection) {
    return session.connectionId().equals(connection)
        ? new Orders.Send(commands.open(transaction, session.id()))
        : new Orders.Replaced();
  }

  /// A live session, as the connections need it.
  ///
  /// @param connection the Agent's newest one, to whichever Manager
  /// @param commands some are open
  public record Watched(String connection, boolean commands) {}

  /// All live sessions in one look, so that thousands of connections cost one query a second.
  public Map<SessionId, Watched> live() {
    return database.read("look for Agents' commands", table::live);
  }
}
