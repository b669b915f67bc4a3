package org.lifeboot.manager.web.page;

/// Hostile text, made harmless to read: what would act on a terminal, hide or turn text around is
/// shown as a visible sign. (Templates escape HTML; this is for what HTML lets through.)
public final class Visible {

  private static final int LONGEST = 4_000;

  private Visible() {}

  /// Control characters become their pictures (`␛`), invisible and direction-changing ones become
  /// `\u202e`; line breaks stay when `lines` is true.
  public static String lines(String text) {
    return shown(text, true);
  }

  /// Like [#lines], on one line.
  public static String text(String text) {
    return shown(text, false);
  }

  private static String shown(String text, boolean lines) {
    var shown = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints().limit(LONGEST).forEach(point -> append(shown, point, lines));
    return text.length() > LONGEST ? shown.append(" … (cut)").toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int point, boolean lines) {
    if (lines && point == '\n') {
      shown.append('\n');
      return;
    }
    if (point < 0x20) {
      shown.appendCodePoint(0x2400 + point);
      return;
    }
    if (point == 0x7f) {
      shown.append('␡');
      return;
    }
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u%04x".formatted(point));
      default -> shown.appendCodePoint(point);
    }
  }
}
