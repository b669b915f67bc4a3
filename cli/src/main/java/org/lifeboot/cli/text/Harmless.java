package org.lifeboot.cli.text;

/// Text from servers and people, made harmless for a terminal: what would move the cursor, change
/// colours, ring, hide or reorder text is shown as `\x1b` or `\u202e` instead of being done.
public final class Harmless {

  private Harmless() {}

  /// One line: line breaks are shown too.
  public static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /// Several lines: line breaks are kept, with each line by itself made harmless.
  public static String lines(String text) {
    return String.join("\n", text.lines().map(Harmless::line).toList());
  }

  private static void append(StringBuilder shown, int c) {
    if (c == '\t') {
      shown.append(' ');
      return;
    }
    switch (Character.getType(c)) {
      case Character.CONTROL -> shown.append(String.format("\\x%02x", c));
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format("\\u%04x", c));
      default -> shown.appendCodePoint(c);
    }
  }
}
