package org.lifeboot.manager.incident;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.lifeboot.manager.incident.IncidentState.Closed;
import org.lifeboot.manager.incident.IncidentState.InWork;
import org.lifeboot.manager.incident.IncidentState.Open;

/// How an incident goes on: one pure function.
public final class IncidentRules {

  private IncidentRules() {}

  /// What comes of a wish.
  sealed interface Step {

    /// It is done.
    record To(IncidentState state) implements Step {}

    /// It is not.
    ///
    /// @param reason one sentence, without the full stop
    record Refused(String reason) implements Step {}
  }

  static Step step(IncidentState state, Stage wanted, String by, Instant now) {
    if (!from(state).contains(wanted)) {
      return new Step.Refused(refusal(state));
    }
    return new Step.To(
        switch (wanted) {
          case OPEN -> new Open(now);
          case IN_WORK -> new InWork(by, now);
          case CLOSED -> new Closed(by, now);
        });
  }

  /// Where an incident may go from here. One in work may be taken over by somebody else.
  public static Set<Stage> from(IncidentState state) {
    return switch (state) {
      case Open _ -> EnumSet.of(Stage.IN_WORK, Stage.CLOSED);
      case InWork _ -> EnumSet.of(Stage.OPEN, Stage.IN_WORK, Stage.CLOSED);
      case Closed _ -> EnumSet.of(Stage.OPEN);
    };
  }

  private static String refusal(IncidentState state) {
    return switch (state) {
      case Open(Instant since) -> "it is open already, since " + since;
      case InWork(String by, Instant since) -> "it is in work by " + by + ", since " + since;
      case Closed(String by, Instant since) ->
          "it was closed by " + by + " at " + since + "; reopen it first";
    };
  }
}
