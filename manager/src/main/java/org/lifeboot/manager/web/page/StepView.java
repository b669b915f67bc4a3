package org.lifeboot.manager.web.page;

import java.util.Locale;

/// One step of a boot.
///
/// @param at time since the session began, or empty
public record StepView(String title, Progress progress, String at) {

  /// How far this step has come.
  public enum Progress {
    DONE("done"),
    CURRENT("happening now"),
    FAILED("stopped here"),
    WAITING("not yet");

    private final String words;

    Progress(String words) {
      this.words = words;
    }

    /// For those who cannot see the sign.
    public String words() {
      return words;
    }

    /// The class in lifeboot.css.
    public String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
