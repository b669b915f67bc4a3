package org.lifeboot.cli.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.Failure;
import org.lifeboot.cli.failure.TimedOut;
import org.lifeboot.cli.failure.Unfulfilled;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.terminal.Pause;
import org.lifeboot.cli.text.Elapsed;

/// Waits for a rescue session by looking at it again and again. A Manager that does not answer for
/// a while is no reason to give up: it comes back to the same session.
public final class SessionWait {

  private final Manager manager;
  private final Clock clock;
  private final Pause pause;
  private final Duration interval;
  private final Progress progress;

  public SessionWait(
      Manager manager, Clock clock, Pause pause, Duration interval, Progress progress) {
    this.manager = manager;
    this.clock = clock;
    this.pause = pause;
    this.interval = interval;
    this.progress = progress;
  }

  /// Waits until the goal is reached and returns the session as it is then.
  ///
  /// @param first the session as it was seen before the wait
  /// @throws Unfulfilled when the goal cannot be reached any more
  /// @throws TimedOut after the limit, when the session was still on its way
  /// @throws Unreachable after the limit, when the Manager did not answer
  public Answer<Session> until(Goal goal, Answer<Session> first, Duration limit) {
    try {
      return follow(goal, first, limit);
    } finally {
      progress.finish();
    }
  }

  private Answer<Session> follow(Goal goal, Answer<Session> first, Duration limit) {
    Answer<Session> last = first;
    Instant start = clock.instant();
    Instant activeSince = start;
    while (true) {
      Look look = look(last);
      last = look.session();
      Instant now = clock.instant();
      Duration waited = Duration.between(start, now);
      tell(look, waited);
      if (last.value().phase() != Session.Phase.IN_RESCUE) {
        activeSince = now;
      }
      switch (goal.judge(last.value(), Duration.between(activeSince, now))) {
        case REACHED -> {
          return last;
        }
        case MISSED -> throw missed(goal, last);
        case WAIT -> {
          if (waited.compareTo(limit) >= 0) {
            throw tooLate(goal, look, limit);
          }
        }
      }
      rest(limit.minus(waited));
    }
  }

  /// One look: the session as it is, or as it was, with the reason why nothing newer is known.
  private sealed interface Look {
    Answer<Session> session();

    record Fresh(Answer<Session> session) implements Look {}

    record Stale(Answer<Session> session, Unreachable why) implements Look {}
  }

  private Look look(Answer<Session> last) {
    try {
      return new Look.Fresh(manager.session(last.value().id()));
    } catch (Unreachable why) {
      return new Look.Stale(last, why);
    }
  }

  private void tell(Look look, Duration waited) {
    switch (look) {
      case Look.Fresh(var session) -> progress.saw(session.value(), waited);
      case Look.Stale(_, var why) -> progress.sawNothing(why.message(), waited);
    }
  }

  private void rest(Duration left) {
    try {
      pause.take(left.compareTo(interval) < 0 ? left : interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while waiting");
    }
  }

  private static Unfulfilled missed(Goal goal, Answer<Session> last) {
    Session session = last.value();
    return new Unfulfilled(
        "%s is not %s: its rescue session is %s%s%s; see its timeline with: lifeboot session show %s"
            .formatted(
                session.serverName(),
                goal.words(),
                session.state(),
                session.step().map(step -> " at step " + step).orElse(""),
                session.reason().map(reason -> " (" + reason + ")").orElse(""),
                session.id()),
        last.document());
  }

  private static Failure tooLate(Goal goal, Look look, Duration limit) {
    Session session = look.session().value();
    String waited =
        "%s is not %s after %s"
            .formatted(session.serverName(), goal.words(), Elapsed.seconds(limit));
    String goOn = "the session goes on; wait on with: lifeboot session wait " + session.id();
    return switch (look) {
      case Look.Fresh(var seen) ->
          new TimedOut(
              "%s: its rescue session is still %s%s; %s"
                  .formatted(waited, session.state(), lastStep(session), goOn),
              seen.document());
      case Look.Stale(_, var why) -> new Unreachable(waited + ": " + why.message() + "; " + goOn);
    };
  }

  private static String lastStep(Session session) {
    return session.timeline().isEmpty()
        ? ""
        : ", last step: " + session.timeline().getLast().step();
  }
}
