package org.lifeboot.manager.check;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.lifeboot.manager.check.CheckEvent.FellSilent;
import org.lifeboot.manager.check.CheckEvent.Reported;
import org.lifeboot.manager.check.CheckEvent.SessionLeft;
import org.lifeboot.manager.check.CheckEvent.Started;
import org.lifeboot.manager.check.CheckEvent.StepBegun;
import org.lifeboot.manager.check.CheckEvent.WentDown;
import org.lifeboot.manager.session.SessionFollower;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.Steps;
import org.lifeboot.manager.session.TimelineNotes;
import org.lifeboot.manager.session.TimelineNotes.Note;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.CheckProgress;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;

/// Writes down what becomes of checks, as their Agent tells it and as their session goes.
/// Thread-safe.
public final class CheckLog implements SessionFollower {

  private final CheckTable table = new CheckTable();
  private final DetailTable details = new DetailTable();
  private final TimelineNotes notes = new TimelineNotes();

  /// One check, as it stands in the caller's transaction.
  public Optional<Check> find(Transaction transaction, CheckId id) {
    return table.find(transaction, id);
  }

  /// Whether a check of this session waits or is at work.
  public boolean anyUnfinished(Transaction transaction, SessionId session) {
    return table.anyUnfinished(transaction, session);
  }

  @Override
  public void told(
      Transaction transaction, SessionId session, AgentEvent.OfCheck event, Instant now) {
    CheckId id = new CheckId(event.checkId());
    Optional<Check> check =
        table.find(transaction, id).filter(found -> found.session().equals(session));
    if (check.isEmpty()) {
      return; // no check of this session: an Agent cannot write into another's
    }
    switch (event) {
      case AgentEvent.CheckQueued _, AgentEvent.CheckCancelling _ -> {}
      case AgentEvent.CheckStarted _ -> step(transaction, check.get(), new Started(), now);
      case AgentEvent.CheckStep(_, String part, String step) -> {
        details.step(transaction, id, now, part, step);
        step(transaction, check.get(), new StepBegun(part, step), now);
      }
      case AgentEvent.CheckMeasured measured -> details.measured(transaction, id, measured);
      case AgentEvent.CheckEvidence(_, String name, String text) ->
          details.evidence(transaction, id, name, text);
      case AgentEvent.CheckEnded(_, var report) ->
          step(transaction, check.get(), new Reported(report), now);
    }
  }

  @Override
  public void progress(
      Transaction transaction, SessionId session, CheckProgress news, Instant now) {
    // a check that was given up for its silence is heard of again
    table
        .find(transaction, new CheckId(news.checkId()))
        .filter(check -> check.session().equals(session) && check.state().over())
        .ifPresent(check -> step(transaction, check, new Started(), now));
    table.progress(
        transaction,
        session,
        new CheckId(news.checkId()),
        new Check.Progress(news.part(), news.step(), news.percent(), news.secondsLeft(), now));
  }

  @Override
  public void moved(
      Transaction transaction, SessionId session, SessionState from, SessionState to, Instant now) {
    fate(from, to).ifPresent(event -> stepAll(transaction, session, event, now));
  }

  /// What a session's step means for its checks.
  private static Optional<CheckEvent> fate(SessionState from, SessionState to) {
    return switch (to) {
      case Lost(_, Instant since) -> Optional.of(new FellSilent(since));
      case Ended ended ->
          Optional.of(from instanceof Leaving ? new SessionLeft() : new WentDown(ended.reason()));
      case SessionState.Failed _, SessionState.Expired _ ->
          Optional.of(new WentDown("the session is over"));
      case SessionState.Requested _, SessionState.Booting _, Active _, Leaving _ ->
          Optional.empty();
    };
  }

  private void stepAll(Transaction transaction, SessionId session, CheckEvent event, Instant now) {
    table.ofSession(transaction, session).stream()
        .filter(Predicate.not(check -> check.state().over()))
        .forEach(check -> step(transaction, check, event, now));
  }

  private void step(Transaction transaction, Check check, CheckEvent event, Instant now) {
    CheckState after = CheckRules.step(check.order(), check.state(), event, now);
    if (!after.equals(check.state())) {
      table.update(transaction, check, after);
      noteRepair(transaction, check, after, now);
    }
  }

  /// The end of a write belongs into the session's story.
  private void noteRepair(Transaction transaction, Check check, CheckState after, Instant now) {
    if (check.order().kind() != CheckKind.REPAIR || !(after instanceof CheckState.Ended ended)) {
      return;
    }
    String what = check.order() instanceof CheckOrder.Undo ? "undoing of the repair" : "repair";
    String text =
        "The %s of %s ended: %s. %s"
            .formatted(
                what,
                check.order().target(),
                ended.report().verdict().word(),
                ended.report().reason());
    notes.add(transaction, check.session(), now, new Note(Steps.REPAIR, text, Optional.empty()));
  }
}
