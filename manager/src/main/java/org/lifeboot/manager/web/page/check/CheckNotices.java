package org.lifeboot.manager.web.page.check;

import org.jspecify.annotations.Nullable;

/// What was just done, told after the redirect that follows a form.
public final class CheckNotices {

  private CheckNotices() {}

  /// The sentence of a word in the address; empty for any other word.
  public static String of(@Nullable String done) {
    return switch (done) {
      case "started" ->
          "Asked for. What was already waiting or running is not begun twice. This page follows it by"
              + " itself.";
      case "repair" ->
          "Ordered. What the repair changes is saved here first; only then it begins. Its card below"
              + " follows it by itself.";
      case "undo" -> "Ordered. Its card below follows it by itself.";
      case "cancelled" -> "Asked to cancel. It stops as soon as the server has heard of it.";
      case null, default -> "";
    };
  }
}
