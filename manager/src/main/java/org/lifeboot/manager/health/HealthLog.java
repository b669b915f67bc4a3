package org.lifeboot.manager.health;

import java.time.Instant;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckLog;
import org.lifeboot.manager.check.CheckState;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.health.HealthOrders.Wanted;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionFollower;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.CheckProgress;

/// Has the management controller read when the first check of a session begins and when no check is
/// left: also when the server has crashed, which its event log may explain. Follows sessions behind
/// the [CheckLog]. Thread-safe.
public final class HealthLog implements SessionFollower {

  private final CheckLog checks;
  private final HealthOrders orders;
  private final HealthTable table = new HealthTable();

  public HealthLog(CheckLog checks, Effects effects) {
    this.checks = checks;
    this.orders = new HealthOrders(effects);
  }

  @Override
  public void told(
      Transaction transaction, SessionId session, AgentEvent.OfCheck event, Instant now) {
    checks.told(transaction, session, event, now);
    switch (event) {
      case AgentEvent.CheckStarted started -> begun(transaction, session, started, now);
      case AgentEvent.CheckEnded ended -> ended(transaction, session, ended, now);
      case AgentEvent.CheckQueued _,
          AgentEvent.CheckCancelling _,
          AgentEvent.CheckStep _,
          AgentEvent.CheckMeasured _,
          AgentEvent.CheckEvidence _ -> {}
    }
  }

  private void begun(
      Transaction transaction, SessionId session, AgentEvent.CheckStarted event, Instant now) {
    if (HealthRun.open(table.ofSession(transaction, session))) {
      return;
    }
    checks
        .find(transaction, new CheckId(event.checkId()))
        .filter(check -> check.session().equals(session))
        .ifPresent(check -> order(transaction, session, check.server(), Moment.BEFORE, now));
  }

  /// A run that is over already is over once more when a check of it came back to life; one that
  /// was cancelled before it began changes nothing.
  private void ended(
      Transaction transaction, SessionId session, AgentEvent.CheckEnded event, Instant now) {
    boolean begun =
        checks
            .find(transaction, new CheckId(event.checkId()))
            .filter(check -> check.session().equals(session) && begun(check))
            .isPresent();
    if (begun || HealthRun.open(table.ofSession(transaction, session))) {
      perhapsOver(transaction, session, now);
    }
  }

  private static boolean begun(Check check) {
    return check.state() instanceof CheckState.Ended ended
        && ended.startedAt().isAfter(Instant.EPOCH);
  }

  private void perhapsOver(Transaction transaction, SessionId session, Instant now) {
    table.ofSession(transaction, session).stream()
        .filter(reading -> reading.moment() == Moment.BEFORE)
        .findFirst()
        .filter(_ -> !checks.anyUnfinished(transaction, session))
        .ifPresent(first -> order(transaction, session, first.server(), Moment.AFTER, now));
  }

  private void order(
      Transaction transaction, SessionId session, ServerId server, Moment moment, Instant now) {
    orders.order(transaction, new Wanted(session, server, moment, ""), now);
  }

  @Override
  public void progress(
      Transaction transaction, SessionId session, CheckProgress progress, Instant now) {
    checks.progress(transaction, session, progress, now);
  }

  @Override
  public void moved(
      Transaction transaction, SessionId session, SessionState from, SessionState to, Instant now) {
    checks.moved(transaction, session, from, to, now);
    if (HealthRun.open(table.ofSession(transaction, session))) {
      perhapsOver(transaction, session, now);
    }
  }
}
