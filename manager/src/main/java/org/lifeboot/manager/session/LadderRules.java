package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.session.Ladder.Rung;
import org.lifeboot.manager.session.SessionEffect.Close;
import org.lifeboot.manager.session.SessionEffect.SetNetboot;
import org.lifeboot.manager.session.SessionEffect.TryRung;
import org.lifeboot.manager.session.SessionEffect.WakeAt;
import org.lifeboot.manager.session.SessionEvent.HandsAnswered;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.LadderAsked;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Requested;
import org.lifeboot.manager.session.SessionState.Tokens;

/// One way after the other until the server asks the Manager what to boot: soft, hard, hard with
/// the boot choice told again, virtual medium; then it has failed, in words.
final class LadderRules {

  private LadderRules() {}

  static Step begin(Requested state, LadderAsked asked, Instant now) {
    if (state.ladder().rung() != Rung.NONE) {
      return Step.to(state);
    }
    Instant end = now.plus(Ladder.longest());
    Instant expiresAt = end.isAfter(state.expiresAt()) ? end : state.expiresAt();
    Step step = climb(new Requested(expiresAt), asked.first(), now);
    return step.tell(
        Steps.REBOOT,
        "A reboot into rescue was asked for: "
            + (asked.first() == Rung.MEDIA
                ? "from the rescue ISO at once"
                : "soft first, hard if that does not help"),
        asked.by());
  }

  static Step stop(Requested state, String by) {
    return state.ladder().rung() == Rung.NONE
        ? Step.to(state)
        : Step.to(new Requested(state.expiresAt()))
            .tell(Steps.REBOOT, "No further way is tried; the choice of rescue stands", by)
            .then(new WakeAt(state.expiresAt()));
  }

  /// The next way is tried at once when this one cannot be gone at all.
  static Step answered(Requested state, RungAnswered answer, Instant now) {
    Step told = Step.to(state).tell(Steps.POWER, answer.text());
    if (answer.rung() != state.ladder().rung() || answer.done()) {
      return told;
    }
    return after(next(state, "", now), told);
  }

  /// People take longer than machines, and say when they are done.
  static Step handed(Requested state, HandsAsked asked, Instant now) {
    if (asked.rung() != state.ladder().rung()) {
      return Step.to(state);
    }
    Ladder ladder = new Ladder(asked.rung(), now.plus(asked.limit()), true);
    return Step.to(on(state, ladder))
        .tell(Steps.POWER, asked.text())
        .then(new WakeAt(ladder.until()));
  }

  static Step byHand(SessionState state, HandsAnswered answer, Instant now) {
    Step told =
        Step.to(state)
            .tell(
                Steps.POWER,
                (answer.done() ? "It is done, at the machine" : "It cannot be done at the machine")
                    + (answer.note().isEmpty() ? "" : ": " + answer.note()),
                answer.by());
    if (!(state instanceof Requested requested) || !requested.ladder().handed()) {
      return told;
    }
    if (!answer.done()) {
      return after(next(requested, "", now), told);
    }
    Ladder ladder = Ladder.on(requested.ladder().rung(), now);
    return new Step(on(requested, ladder), told.timeline(), told.effects(), told.refusal())
        .then(new WakeAt(ladder.until()));
  }

  /// The choice of rescue lasts for as long as something is being tried.
  private static Requested on(Requested state, Ladder ladder) {
    Instant end = ladder.until().plus(Duration.ofMinutes(1));
    return new Requested(end.isAfter(state.expiresAt()) ? end : state.expiresAt(), ladder);
  }

  /// Time is up, and the server has not asked what to boot.
  static Step overdue(Requested state, Instant now) {
    if (state.ladder().handed()) {
      String silent = "The technicians who were asked have not answered in time";
      return after(next(state, silent, now), Step.to(state).tell(Steps.POWER, silent));
    }
    Rung rung = state.ladder().rung();
    String passed =
        "The server did not ask the Manager what to boot within "
            + rung.limit().toMinutes()
            + " minutes";
    String why = ": " + why(rung);
    Step told = Step.to(state).tell(Steps.POWER, passed + why);
    return after(next(state, passed + why, now), told);
  }

  private static String why(Rung rung) {
    return switch (rung) {
      case SOFT -> "it did not restart, or its firmware ignored the boot choice";
      case MEDIA ->
          "its firmware did not boot the rescue ISO, or the network of the system on it does not"
              + " reach the Manager";
      case NONE, HARD, AGAIN ->
          "its firmware ignored the boot choice, or its network boot does not reach the Manager";
    };
  }

  private static Step after(Step next, Step told) {
    Step step = new Step(next.state(), told.timeline(), next.effects(), next.refusal());
    for (Step.Line line : next.timeline()) {
      step = step.tell(line.step(), line.text());
    }
    return step;
  }

  private static Step next(Requested state, String why, Instant now) {
    return switch (state.ladder().rung()) {
      case SOFT -> climb(state, Rung.HARD, now);
      case HARD -> climb(state, Rung.AGAIN, now);
      case AGAIN -> climb(state, Rung.MEDIA, now);
      case NONE, MEDIA -> failed(state.ladder().rung(), why, now);
    };
  }

  private static Step climb(Requested state, Rung rung, Instant now) {
    Ladder ladder = Ladder.on(rung, now);
    return Step.to(on(state, ladder))
        .tell(
            Steps.POWER,
            "Tried now: "
                + rung.words()
                + "; the server has "
                + rung.limit().toMinutes()
                + " minutes to ask what to boot")
        .then(new TryRung(rung))
        .then(new WakeAt(ladder.until()));
  }

  private static Step failed(Rung rung, String why, Instant now) {
    String reason =
        "no further way is left, the last one was "
            + rung.words()
            + (why.isEmpty() ? ", which could not be done" : ". " + why)
            + ". Look at the server's console, or boot the rescue ISO by hand";
    return Step.to(new Failed(now, Steps.POWER, reason, Tokens.NONE))
        .tell(Steps.FAILED, "Failed at the step power: " + reason)
        .then(new SetNetboot(Netboot.DISK))
        .then(new Close());
  }
}
