package org.lifeboot.manager.health;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.health.HealthOrders.Wanted;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// What management controllers told during rescue sessions, for those who read it. Thread-safe.
public final class HealthReadings {

  private final Database database;
  private final HealthOrders orders;
  private final Audit audit;
  private final SessionNews news;
  private final Clock clock;
  private final HealthTable table = new HealthTable();
  private final ServerTable servers = new ServerTable();

  public HealthReadings(
      Database database, Effects effects, Audit audit, SessionNews news, Clock clock) {
    this.database = database;
    this.orders = new HealthOrders(effects);
    this.audit = audit;
    this.news = news;
    this.clock = clock;
  }

  /// All of a session.
  ///
  /// @param offered whether the server has a controller that can be asked
  /// @param readings oldest first
  public record OfSession(boolean offered, List<HealthReading> readings) {
    public OfSession {
      readings = List.copyOf(readings);
    }

    /// Each stretch of checks, oldest first.
    public List<HealthRun> runs() {
      return HealthRun.of(readings);
    }

    /// Whether one is being read at this moment.
    public boolean reading() {
      return readings.stream().anyMatch(one -> one.taken().isEmpty());
    }

    /// The newest that somebody asked for.
    public Optional<HealthReading> byHand() {
      return readings.stream()
          .filter(one -> one.moment() == Moment.BY_HAND)
          .reduce((_, newer) -> newer);
    }
  }

  public OfSession ofSession(SessionId session, ServerId server) {
    return database.read(
        "show what a controller told",
        transaction ->
            new OfSession(offered(transaction, server), table.ofSession(transaction, session)));
  }

  private boolean offered(Transaction transaction, ServerId server) {
    return servers.find(transaction, server).filter(HealthOrders::offered).isPresent();
  }

  /// Has it read now. One that is being read for somebody already is not read twice.
  ///
  /// @throws Problem power-not-configured when the server has no controller that can be asked
  public HealthReading ask(Session session, Who who) {
    return database.write(
        "ask a controller",
        transaction ->
            pending(transaction, session.id()).orElseGet(() -> ordered(transaction, session, who)));
  }

  private Optional<HealthReading> pending(Transaction transaction, SessionId session) {
    return table.ofSession(transaction, session).stream()
        .filter(one -> one.moment() == Moment.BY_HAND && one.taken().isEmpty())
        .findFirst();
  }

  private HealthReading ordered(Transaction transaction, Session session, Who who) {
    Wanted wanted = new Wanted(session.id(), session.serverId(), Moment.BY_HAND, who.name());
    HealthReading reading =
        orders
            .order(transaction, wanted, clock.instant())
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.POWER_NOT_CONFIGURED,
                        "This server has no management controller with sensors and an event log:"
                            + " its power driver is neither redfish nor ipmi."));
    audit.add(transaction, who, "health-asked", session.serverName(), session.id().text());
    transaction.afterCommit(() -> news.changed(session.id()));
    return reading;
  }
}
