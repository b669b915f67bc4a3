package org.lifeboot.manager.power;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.secret.Opened;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.secret.Vault.Place;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// The passwords and keys of power drivers. They go in in clear and are stored sealed; only drivers
/// get them out. Thread-safe.
public final class PowerVault {

  private final Database database;
  private final Vault vault;

  public PowerVault(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// Stores what a server's settings need, inside the caller's transaction. A secret that is not
  /// given stays as it is, unless its settings now lead to somebody else: a password that was typed
  /// for one machine is never sent to another.
  ///
  /// @param before the settings until now; empty for a new server
  /// @param wanted the settings from now on, and the secrets that were given
  /// @throws Problem bad-request when one is missing, internal when none can be sealed
  public void keep(
      Transaction transaction, String server, Optional<PowerSettings> before, Wanted wanted) {
    List<Need> needs = wanted.settings().needs();
    List<Need> known = before.map(PowerSettings::needs).orElse(List.of());
    drop(transaction, server, needs);
    for (Need need : needs) {
      String given = wanted.secrets().getOrDefault(need.field(), "");
      if (!given.isEmpty()) {
        put(transaction, server, need.field(), seal(given, new Place(server, need.field())));
      } else if (!known.contains(need) || storedText(transaction, server, need.field()).isEmpty()) {
        throw new Problem(ProblemCode.BAD_REQUEST, need.missing(!known.isEmpty()));
      }
    }
  }

  /// What somebody wants a server's power to be.
  public record Wanted(PowerSettings settings, Map<String, String> secrets) {
    public Wanted {
      secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
      return "Wanted[" + settings + "]";
    }
  }

  /// A secret that settings need.
  ///
  /// @param field `ipmi.password`
  /// @param word what people call it: `password`
  /// @param whose who will be sent it
  public record Need(String field, String word, String whose) {
    private String missing(boolean changed) {
      String sentence = "power." + word + ": is needed for " + whose;
      return changed ? sentence + "; type it again when address or user change" : sentence;
    }
  }

  private String seal(String secret, Place place) {
    try {
      return vault.seal(secret, place);
    } catch (Vault.NoKey e) {
      throw new Problem(ProblemCode.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  /// A driver's secret, now.
  Opened open(String server, String field) {
    return database
        .read("find a power driver's secret", transaction -> storedText(transaction, server, field))
        .map(stored -> vault.open(stored, new Place(server, field)))
        .orElseGet(() -> new Opened.Unreadable("None is stored; enter it in the power settings"));
  }

  private static Optional<String> storedText(Transaction transaction, String server, String field) {
    return transaction
        .handle()
        .createQuery("select sealed from power_secret where server_id = :id and field = :field")
        .bind("id", server)
        .bind("field", field)
        .mapTo(String.class)
        .findOne();
  }

  private static void put(Transaction transaction, String server, String field, String text) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into power_secret (server_id, field, sealed) values (:id, :field, :sealed)
            on conflict (server_id, field) do update set sealed = excluded.sealed
            """)
        .bind("id", server)
        .bind("field", field)
        .bind("sealed", text)
        .execute();
  }

  private static void drop(Transaction transaction, String server, List<Need> needs) {
    List<String> fields = needs.stream().map(Need::field).toList();
    for (Row row : rows(transaction)) {
      if (row.server().equals(server) && !fields.contains(row.field())) {
        transaction
            .handle()
            .createUpdate("delete from power_secret where server_id = :id and field = :field")
            .bind("id", server)
            .bind("field", row.field())
            .execute();
      }
    }
  }

  /// One stored secret.
  private record Row(String server, String field, String text) {}

  private static List<Row> rows(Transaction transaction) {
    return transaction
        .handle()
        .createQuery("select server_id, field, sealed from power_secret order by server_id, field")
        .map(
            (row, _) ->
                new Row(
                    row.getString("server_id"), row.getString("field"), row.getString("sealed")))
        .list();
  }

  /// Whether anything is sealed at all.
  public boolean any() {
    return !database.read("look for sealed secrets", PowerVault::rows).isEmpty();
  }

  /// Ids of the keys that something is sealed with.
  public List<String> keysInUse() {
    return database.read("list the sealed secrets", PowerVault::rows).stream()
        .flatMap(row -> Vault.keyOf(row.text()).stream())
        .distinct()
        .toList();
  }

  /// Seals everything anew that is not sealed with this key. Each secret is one transaction: what
  /// stops in between is carried on by the next call.
  public Resealed reseal(String key) {
    List<Row> stale =
        database.read("list the sealed secrets", PowerVault::rows).stream()
            .filter(row -> !Vault.keyOf(row.text()).equals(Optional.of(key)))
            .toList();
    long done = stale.stream().filter(this::reseal).count();
    return new Resealed((int) done, stale.size() - (int) done);
  }

  /// How many were sealed anew, and how many could not be opened and were left as they are.
  public record Resealed(int done, int unreadable) {}

  private boolean reseal(Row row) {
    Place place = new Place(row.server(), row.field());
    return switch (vault.open(row.text(), place)) {
      case Opened.Unreadable _ -> false;
      case Opened.Text(String text) -> {
        replace(row, seal(text, place));
        yield true;
      }
    };
  }

  /// Only what still stands there is replaced: somebody may have typed a new one meanwhile.
  private void replace(Row row, String anew) {
    database.change(
        "seal a secret anew",
        transaction ->
            transaction
                .handle()
                .createUpdate(
                    """
                    update power_secret set sealed = :anew
                    where server_id = :id and field = :field and sealed = :sealed
                    """)
                .bind("anew", anew)
                .bind("id", row.server())
                .bind("field", row.field())
                .bind("sealed", row.text())
                .execute());
  }
}
