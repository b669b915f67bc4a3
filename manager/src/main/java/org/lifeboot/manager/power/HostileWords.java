package org.lifeboot.manager.power;

/// Text that a management controller chose, before it goes anywhere else.
final class HostileWords {

  private HostileWords() {}

  /// One line, without what acts on a terminal, hides or turns text around, cut to `limit`
  /// characters.
  static String line(String text, int limit) {
    String few = text.length() > 4 * limit ? text.substring(0, 4 * limit) : text;
    String plain =
        few.replaceAll("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Z}]+", " ").strip();
    if (plain.length() <= limit) {
      return plain;
    }
    boolean pair = Character.isHighSurrogate(plain.charAt(limit - 1));
    return plain.substring(0, pair ? limit - 1 : limit).strip();
  }
}
