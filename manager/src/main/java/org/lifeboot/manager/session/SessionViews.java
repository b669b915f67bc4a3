package org.lifeboot.manager.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Inventory;

/// What is shown of rescue sessions. Thread-safe.
public final class SessionViews {

  private final Database database;
  private final SessionAddresses addresses;
  private final Codec codec = new Codec();
  private final SessionTable table = new SessionTable();
  private final TimelineTable timeline = new TimelineTable();
  private final ServerTable servers = new ServerTable();

  public SessionViews(Database database, SessionAddresses addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /// One session with its whole timeline.
  public Optional<Session> find(SessionId id) {
    return database.read(
        "show a session",
        transaction -> table.find(transaction, id).map(session -> whole(transaction, session)));
  }

  /// A server's live session, or else its newest, with its whole timeline.
  public Optional<Session> newestOf(ServerId server) {
    return database.read(
        "show the session of a server",
        transaction ->
            table.newestOf(transaction, server).map(session -> whole(transaction, session)));
  }

  /// [#newestOf] for every server that ever had one, without timelines.
  public Map<ServerId, Session> newest() {
    return database.read(
        "show the sessions",
        transaction -> {
          Map<ServerId, Session> sessions = new HashMap<>();
          for (StoredSession session : table.newest(transaction)) {
            sessions.put(session.serverId(), shown(transaction, session, List.of()));
          }
          return sessions;
        });
  }

  /// The timeline after entry `number`; empty when nothing came since.
  public List<TimelineEntry> timelineAfter(SessionId id, long number) {
    return database.read("show a timeline", transaction -> timeline.after(transaction, id, number));
  }

  /// The drives as the rescue system last reported them.
  public Optional<Inventory> inventory(SessionId id) {
    return database
        .read("show the drives", transaction -> table.inventory(transaction, id))
        .map(codec::inventory);
  }

  private Session whole(Transaction transaction, StoredSession session) {
    return shown(transaction, session, timeline.after(transaction, session.id(), 0));
  }

  private Session shown(
      Transaction transaction, StoredSession session, List<TimelineEntry> entries) {
    Server server = servers.find(transaction, session.serverId()).orElseThrow();
    return new Session(
        session.id(),
        session.serverId(),
        session.serverName(),
        session.version(),
        session.state(),
        session.requestedAt(),
        session.requestedBy(),
        session.choice(),
        session.lastSeenAt(),
        session.memory(),
        SessionSteps.rescuedIn(session.state())
            .map(rescued -> LogIn.credentials(session.id(), server, rescued, addresses)),
        entries);
  }
}
