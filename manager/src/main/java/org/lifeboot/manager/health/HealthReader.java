package org.lifeboot.manager.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.health.HealthReading.Taken;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.store.Database;

/// Reads management controllers, a few at a time: slow ones must not hold up reboots and mails,
/// which the same worker carries out. Thread-safe.
public final class HealthReader implements EffectHandler {

  /// The kind of its effects.
  public static final String KIND = "health-reading";

  private static final int AT_ONCE = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// A reading of "before" that comes much later would take new entries for old ones.
  private static final Duration STALE = Duration.ofMinutes(5);

  private final Database database;
  private final PowerDrivers drivers;
  private final SessionNews news;
  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final HealthTable table = new HealthTable();
  private final ServerTable servers = new ServerTable();

  public HealthReader(Database database, PowerDrivers drivers, SessionNews news, Clock clock) {
    this.database = database;
    this.drivers = drivers;
    this.news = news;
    this.clock = clock;
  }

  private record Work(HealthReading reading, Server server) {}

  @Override
  public Outcome carryOut(Effect effect) {
    if (!free.tryAcquire()) {
      return new Outcome.Retry("other controllers are being read");
    }
    try {
      work(effect.payload()).ifPresent(this::read);
      return new Outcome.Done();
    } finally {
      free.release();
    }
  }

  private Optional<Work> work(String id) {
    return database.read(
        "find a controller to be read",
        transaction ->
            table
                .find(transaction, id)
                .filter(reading -> reading.taken().isEmpty())
                .flatMap(
                    reading ->
                        servers
                            .find(transaction, reading.server())
                            .map(server -> new Work(reading, server))));
  }

  private void read(Work work) {
    Instant begun = clock.instant();
    boolean stale = begun.isAfter(work.reading().askedAt().plus(STALE));
    PowerHealth health =
        stale
            ? new PowerHealth.Unreachable("It could not be read in time")
            : drivers.of(whose(work.server())).health();
    database.change(
        "store what a controller told",
        transaction -> table.take(transaction, work.reading().id(), new Taken(begun, health)));
    news.changed(work.reading().session());
  }

  private static PowerDrivers.Whose whose(Server server) {
    return new PowerDrivers.Whose(
        server.id().text(),
        server.power(),
        server.macAddresses().stream().map(MacAddress::text).toList());
  }

  @Override
  public Duration pauseAfter(int attempt) {
    return PAUSE;
  }

  /// Whoever reads the report is told that nothing is coming.
  @Override
  public void givenUp(Effect effect, String error) {
    Taken none = new Taken(clock.instant(), new PowerHealth.Unreachable(error));
    database.change(
        "give up a controller", transaction -> table.take(transaction, effect.payload(), none));
  }
}
