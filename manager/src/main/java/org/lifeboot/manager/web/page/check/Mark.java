package org.lifeboot.manager.web.page.check;

import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.manager.web.page.Tone;
import org.lifeboot.protocol.Verdict;

/// How something stands, at one glance: an icon of its own shape, a word, and a colour that adds
/// nothing to them.
public enum Mark {
  UNCHECKED("not checked yet", Tone.PLAIN, "M10 5.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9"),
  WAITING("waiting", Tone.BUSY, Shapes.CIRCLE + "M10 5v5.2l3.6 2"),
  RUNNING("running", Tone.BUSY, Shapes.CIRCLE + "M8 6.5l6 3.5l-6 3.5z"),
  PASSED("passed", Tone.GOOD, Shapes.CIRCLE + "M6 10.5l3 3l5.5-6.5"),
  WARNING("warning", Tone.CARE, "M10 2L19 18H1zM10 8v5M10 15.2v.4"),
  FAILED("failed", Tone.BAD, "M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7zM7 7l6 6M13 7l-6 6"),
  INCONCLUSIVE(
      "inconclusive",
      Tone.CARE,
      Shapes.CIRCLE + "M7.5 7.8a2.5 2.5 0 1 1 3.7 2.2q-1.2.7-1.2 2M10 14.4v.4"),
  CANCELLED("cancelled", Tone.PLAIN, Shapes.CIRCLE + "M4.2 15.8L15.8 4.2"),
  CRASHED("crashed", Tone.BAD, "M11.5 1.5L4 11.5h5l-1.5 7L16 8h-5.5z");

  private final String word;
  private final Tone tone;
  private final String icon;

  Mark(String word, Tone tone, String icon) {
    this.word = word;
    this.tone = tone;
    this.icon = icon;
  }

  /// Outlines that several share. (An enum's own constants cannot be used before it.)
  private static final class Shapes {
    static final String CIRCLE = "M10 1.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17";
  }

  public String word() {
    return word;
  }

  /// The class in lifeboot.css.
  public String css() {
    return tone.css();
  }

  /// An SVG path within 20 by 20.
  public String icon() {
    return icon;
  }

  static Mark of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> PASSED;
      case WARNING -> WARNING;
      case FAILED -> FAILED;
      case INCONCLUSIVE -> INCONCLUSIVE;
      case CANCELLED -> CANCELLED;
      case CRASHED -> CRASHED;
    };
  }

  static Mark of(Check check) {
    return switch (check.state()) {
      case Waiting _ -> WAITING;
      case Running _ -> RUNNING;
      case Ended ended -> of(ended.report().verdict());
    };
  }
}
