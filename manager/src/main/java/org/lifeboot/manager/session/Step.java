package org.lifeboot.manager.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [SessionRules] answer: the new state, what to tell on the timeline, what to do. Immutable.
///
/// @param refusal present when what was asked is not done; the rest is stored all the same
public record Step(
    SessionState state,
    List<Line> timeline,
    List<SessionEffect> effects,
    Optional<Refusal> refusal) {

  public Step {
    timeline = List.copyOf(timeline);
    effects = List.copyOf(effects);
  }

  /// One line for the timeline.
  ///
  /// @param step one of [Steps]' words
  public record Line(String step, String text, Optional<String> by) {}

  static Step to(SessionState state) {
    return new Step(state, List.of(), List.of(), Optional.empty());
  }

  Step tell(String step, String text) {
    return tell(new Line(step, text, Optional.empty()));
  }

  Step tell(String step, String text, String by) {
    return tell(new Line(step, text, Optional.of(by)));
  }

  private Step tell(Line line) {
    List<Line> lines = new ArrayList<>(timeline);
    lines.add(line);
    return new Step(state, lines, effects, refusal);
  }

  Step then(SessionEffect effect) {
    List<SessionEffect> more = new ArrayList<>(effects);
    more.add(effect);
    return new Step(state, timeline, more, refusal);
  }

  Step refuse(Refusal why) {
    return new Step(state, timeline, effects, Optional.of(why));
  }
}
