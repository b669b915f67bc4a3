package org.lifeboot.agent.tool;

/// Text that a server's disks, firmware or programs chose: labels, models, messages. It passes
/// through here before it goes anywhere else.
public final class HostileText {

  /// What one label, model or serial number may be long.
  public static final int USUAL_LIMIT = 256;

  private HostileText() {}

  /// One line without control, format, private or unpaired characters, runs of white space made one
  /// space, cut to `limit` characters (never inside a surrogate pair).
  public static String line(String text, int limit) {
    var clean = new StringBuilder(Math.min(text.length(), limit));
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (!shown(point)) {
        gap = true;
        continue;
      }
      int room = Character.charCount(point) + (gap && !clean.isEmpty() ? 1 : 0);
      if (clean.length() + room > limit) {
        break;
      }
      if (gap && !clean.isEmpty()) {
        clean.append(' ');
      }
      gap = false;
      clean.appendCodePoint(point);
    }
    return clean.toString();
  }

  public static String line(String text) {
    return line(text, USUAL_LIMIT);
  }

  private static boolean shown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
