package org.lifeboot.manager.store;

import java.util.Optional;
import java.util.function.Supplier;

/// Small things that all Managers of one store share and no person edits. Thread-safe.
public final class Keepsakes {

  private final Database database;

  public Keepsakes(Database database) {
    this.database = database;
  }

  /// The thing of that name; made when there is none yet. When two Managers make it at once, the
  /// one that was stored first is everybody's.
  public String get(String name, Supplier<String> make) {
    return find(name)
        .orElseGet(
            () -> {
              String made = make.get();
              database.change(
                  "keep " + name,
                  transaction ->
                      transaction
                          .handle()
                          .createUpdate(
                              """
                              insert into keepsake (name, value) values (:name, :value)
                              on conflict (name) do nothing
                              """)
                          .bind("name", name)
                          .bind("value", made)
                          .execute());
              return find(name).orElseThrow();
            });
  }

  /// Keeps something under a name.
  ///
  /// @return false when something of that name was there already; that stays
  public boolean isNew(String name, String value) {
    boolean known = find(name).isPresent();
    get(name, () -> value);
    return !known;
  }

  private Optional<String> find(String name) {
    return database.read(
        "look for " + name,
        transaction ->
            transaction
                .handle()
                .createQuery("select value from keepsake where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }
}
