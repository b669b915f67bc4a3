package org.lifeboot.manager.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;

/// Streams that one Manager wants of an Agent whose connection another Manager holds: the other one
/// finds them here and passes them on. Each lies here for a moment. Thread-safe.
public final class StreamCalls {

  /// Nobody waits for it any more.
  private static final Duration KEPT = Protocol.STREAM_OPEN_LIMIT.multipliedBy(2);

  private final Database database;
  private final Clock clock;
  private final Codec codec = new Codec();

  public StreamCalls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// One call.
  public record Call(SessionId session, ManagerMessage.OpenStream wanted) {}

  void add(Call call) {
    database.change(
        "ask for a stream",
        transaction ->
            transaction
                .handle()
                .createUpdate(
                    """
                    insert into stream_call (id, session_id, wanted, asked_at)
                    values (:id, :session, :wanted, :now)
                    """)
                .bind("id", call.wanted.id())
                .bind("session", call.session.text())
                .bind("wanted", codec.write(call.wanted))
                .bind("now", clock.instant().toEpochMilli())
                .execute());
  }

  void drop(String id) {
    database.change("forget a stream", transaction -> remove(transaction, id));
  }

  /// Takes the calls for the Agents that are here; each is taken once.
  ///
  /// @param here whether the session's Agent is connected to this Manager
  public List<Call> take(Predicate<SessionId> here) {
    List<Call> all =
        database.read(
            "look for wanted streams",
            transaction ->
                transaction
                    .handle()
                    .createQuery(
                        "select session_id, wanted from stream_call where asked_at > :then")
                    .bind("then", clock.instant().minus(KEPT).toEpochMilli())
                    .map(
                        (row, _) ->
                            new Call(
                                new SessionId(row.getString("session_id")),
                                opened(row.getString("wanted"))))
                    .list());
    return all.stream().filter(call -> here.test(call.session)).filter(this::taken).toList();
  }

  private ManagerMessage.OpenStream opened(String json) {
    return (ManagerMessage.OpenStream) codec.managerMessage(json);
  }

  private boolean taken(Call call) {
    return database.write(
        "take a wanted stream", transaction -> remove(transaction, call.wanted.id()) == 1);
  }

  private static int remove(Transaction transaction, String id) {
    return transaction
        .handle()
        .createUpdate("delete from stream_call where id = :id")
        .bind("id", id)
        .execute();
  }
}
