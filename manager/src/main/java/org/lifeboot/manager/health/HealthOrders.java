package org.lifeboot.manager.health;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// Lets a server's management controller be read soon, by [HealthReader]: nobody waits for it.
/// Thread-safe.
final class HealthOrders {

  private final Effects effects;
  private final HealthTable table = new HealthTable();
  private final ServerTable servers = new ServerTable();

  HealthOrders(Effects effects) {
    this.effects = effects;
  }

  /// What is to be read.
  ///
  /// @param by who asked; empty for the Manager itself
  record Wanted(SessionId session, ServerId server, Moment moment, String by) {}

  /// Orders a reading, if the server has a controller that can be asked.
  Optional<HealthReading> order(Transaction transaction, Wanted wanted, Instant now) {
    if (servers.find(transaction, wanted.server()).filter(HealthOrders::offered).isEmpty()) {
      return Optional.empty();
    }
    HealthReading reading =
        new HealthReading(
            Uuid7.at(now),
            wanted.session(),
            wanted.server(),
            wanted.moment(),
            now,
            wanted.by(),
            Optional.empty());
    table.insert(transaction, reading);
    effects.ask(transaction, HealthReader.KIND, wanted.session().text(), reading.id(), now);
    return Optional.of(reading);
  }

  static boolean offered(Server server) {
    return PowerDrivers.settings(server.power()).tellsHealth();
  }
}
