package org.lifeboot.manager.power;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// The certificates of management controllers, as they were first seen. Thread-safe.
public final class PowerPins {

  private final Database database;
  private final Clock clock;

  public PowerPins(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What is known of one end.
  ///
  /// @param place the driver that saw it: `redfish`
  /// @param trusted SHA-256 of what is trusted; empty before the first use
  /// @param offered SHA-256 of another one that came since and was refused
  public record Seen(String place, Optional<String> trusted, Optional<String> offered) {}

  /// All that is known of a server's.
  public List<Seen> of(String server) {
    return database.read(
        "list the pinned certificates",
        transaction ->
            transaction
                .handle()
                .createQuery(
                    """
                    select place, trusted, offered from power_pin
                    where server_id = :id order by place
                    """)
                .bind("id", server)
                .map(
                    (row, _) ->
                        new Seen(
                            row.getString("place"),
                            Optional.ofNullable(row.getString("trusted")),
                            Optional.ofNullable(row.getString("offered"))))
                .list());
  }

  /// Somebody has compared the fingerprint that was refused: it is trusted from now on.
  ///
  /// @return false when that is not the one that was refused
  public boolean accept(Transaction transaction, String server, String sha256) {
    return transaction
            .handle()
            .createUpdate(
                """
                update power_pin set trusted = offered, offered = null
                where server_id = :id and offered = :sha
                """)
            .bind("id", server)
            .bind("sha", sha256)
            .execute()
        > 0;
  }

  /// The settings lead to another machine now: what was seen is forgotten.
  public void forget(Transaction transaction, String server) {
    transaction
        .handle()
        .createUpdate("delete from power_pin where server_id = :id")
        .bind("id", server)
        .execute();
  }

  Pin of(String server, String place) {
    return new Stored(server, place);
  }

  private final class Stored implements Pin {
    private final String server;
    private final String place;

    Stored(String server, String place) {
      this.server = server;
      this.place = place;
    }

    @Override
    public Optional<String> trusted() {
      return of(server).stream()
          .filter(seen -> seen.place().equals(place))
          .findFirst()
          .flatMap(Seen::trusted);
    }

    @Override
    public void trustFirst(String sha256) {
      store("trusted", sha256, "do update set trusted = coalesce(power_pin.trusted, :sha)");
    }

    @Override
    public void offered(String sha256) {
      store("offered", sha256, "do update set offered = :sha");
    }

    private void store(String column, String sha256, String otherwise) {
      database.change(
          "remember a certificate",
          transaction ->
              transaction
                  .handle()
                  .createUpdate(
                      "insert into power_pin (server_id, place, "
                          + column
                          + ", seen_at) values (:id, :place, :sha, :now)"
                          + " on conflict (server_id, place) "
                          + otherwise)
                  .bind("id", server)
                  .bind("place", place)
                  .bind("sha", sha256)
                  .bind("now", clock.millis())
                  .execute());
    }
  }
}
