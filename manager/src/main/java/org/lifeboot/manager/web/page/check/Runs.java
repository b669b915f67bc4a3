package org.lifeboot.manager.web.page.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CardView.RunView;

/// What is shown of a check that waits or runs. Slow is not dead: as long as the session is not
/// lost, silence is told with its length and nothing more.
record Runs(Look look, String path, String csrf) {

  private static final Duration QUIET = Duration.ofSeconds(10);

  Optional<RunView> of(Check check) {
    return switch (check.state()) {
      case Waiting _ -> Optional.of(waiting(check));
      case Running running -> Optional.of(running(check, running));
      case Ended _ -> Optional.empty();
    };
  }

  private RunView waiting(Check check) {
    String what =
        lost()
            ? "The rescue system does not answer; this check begins when it is back."
            : "Waits for its turn: checks that would disturb each other run one after the other.";
    return new RunView(
        "", "", -1, "", check.requestedAt(), "", cancel(check), csrf, what + cancelled(check));
  }

  private RunView running(Check check, Running running) {
    CheckState.Place place = running.place();
    Optional<Check.Progress> progress = check.progress();
    Instant heard = progress.map(Check.Progress::heardAt).orElse(place.since());
    boolean newer = progress.isPresent() && !heard.isBefore(place.since());
    return new RunView(
        Visible.text(newer ? progress.get().part() : place.part()),
        Visible.text(newer ? progress.get().step() : place.step()),
        progress.map(Check.Progress::percent).orElse(-1),
        left(progress.map(Check.Progress::secondsLeft).orElse(-1L)),
        heardAt(heard),
        silence(heard),
        cancel(check),
        csrf,
        cancelled(check).strip());
  }

  /// The newest of what the check and the Agent said.
  private Instant heardAt(Instant heard) {
    return look.session().lastSeenAt().filter(seen -> seen.isAfter(heard)).orElse(heard);
  }

  private String silence(Instant heard) {
    if (lost()) {
      return "The rescue system does not answer.";
    }
    if (quiet(heardAt(heard))) {
      return "This step takes long. A busy server answers late; that alone is no crash.";
    }
    return quiet(heard) ? "The server is alive; this step takes long." : "";
  }

  private boolean quiet(Instant heard) {
    return Duration.between(heard, look.now()).compareTo(QUIET) > 0;
  }

  private boolean lost() {
    return look.session().state() instanceof SessionState.Lost;
  }

  private static String left(long seconds) {
    return seconds < 0
        ? "time left: not known"
        : "about " + Sizes.time(Duration.ofSeconds(seconds)) + " left";
  }

  private String cancel(Check check) {
    return check.cancelledBy().isPresent() || !look.inRescue()
        ? ""
        : path + "/checks/" + check.id() + "/cancel";
  }

  private static String cancelled(Check check) {
    return check
        .cancelledBy()
        .map(name -> " " + Visible.text(name) + " asked to cancel it; it stops in a moment.")
        .orElse("");
  }
}
