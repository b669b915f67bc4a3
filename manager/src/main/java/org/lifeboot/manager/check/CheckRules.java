package org.lifeboot.manager.check;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.lifeboot.manager.check.CheckEvent.FellSilent;
import org.lifeboot.manager.check.CheckEvent.Reported;
import org.lifeboot.manager.check.CheckEvent.SessionLeft;
import org.lifeboot.manager.check.CheckEvent.Started;
import org.lifeboot.manager.check.CheckEvent.StepBegun;
import org.lifeboot.manager.check.CheckEvent.WentDown;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Place;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// How a check goes on: one pure function. A crash is a verdict, and one that the server itself can
/// prove wrong: a check that was given up for its silence and is heard of again goes on.
final class CheckRules {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CheckRules() {}

  static CheckState step(CheckOrder order, CheckState state, CheckEvent event, Instant now) {
    return switch (state) {
      case Waiting waiting -> waiting(order, waiting, event, now);
      case Running running -> running(order, running, event, now);
      case Ended ended -> ended(ended, event, now);
    };
  }

  private static CheckState waiting(
      CheckOrder order, Waiting state, CheckEvent event, Instant now) {
    return switch (event) {
      case Started _ -> new Running(now, Place.before(now));
      case StepBegun(String part, String step) -> new Running(now, new Place(part, step, now));
      case Reported(CheckReport report) -> new Ended(now, Instant.EPOCH, Place.before(now), report);
      case FellSilent _ -> state; // its Agent may come back and begin
      case WentDown _, SessionLeft _ ->
          new Ended(
              now,
              Instant.EPOCH,
              Place.before(now),
              CheckReport.of(
                  order, Verdict.CANCELLED, "The session ended before this check began."));
    };
  }

  private static CheckState running(
      CheckOrder order, Running state, CheckEvent event, Instant now) {
    return switch (event) {
      case Started _ -> state;
      case StepBegun(String part, String step) ->
          new Running(state.startedAt(), new Place(part, step, now));
      case Reported(CheckReport report) -> end(state, now, report);
      case FellSilent(Instant lastHeard) ->
          crashed(
              order,
              state,
              now,
              "The server fell silent in the middle of it: the last sign of life came at "
                  + TIME.format(lastHeard));
      case WentDown(String reason) ->
          crashed(order, state, now, "The server went down in the middle of it (" + reason + ")");
      case SessionLeft _ ->
          end(
              state,
              now,
              CheckReport.of(
                  order, Verdict.CANCELLED, "The server left the rescue system before the end."));
    };
  }

  private static CheckState crashed(
      CheckOrder order, Running state, Instant now, String whatHappened) {
    String where = state.place().text() + ", begun at " + TIME.format(state.place().since());
    return end(
        state,
        now,
        CheckReport.of(order, Verdict.CRASHED, whatHappened + ". It was " + where + "."));
  }

  private static CheckState end(Running state, Instant now, CheckReport report) {
    return new Ended(now, state.startedAt(), state.place(), report);
  }

  private static CheckState ended(Ended state, CheckEvent event, Instant now) {
    if (state.report().verdict() != Verdict.CRASHED) {
      return state;
    }
    return switch (event) {
      case Started _ -> new Running(state.startedAt(), state.last());
      case StepBegun(String part, String step) ->
          new Running(state.startedAt(), new Place(part, step, now));
      case Reported(CheckReport report) -> new Ended(now, state.startedAt(), state.last(), report);
      case FellSilent _, WentDown _, SessionLeft _ -> state;
    };
  }
}
