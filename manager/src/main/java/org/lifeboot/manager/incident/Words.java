package org.lifeboot.manager.incident;

import java.nio.charset.StandardCharsets;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// What a person wrote: plain text of bounded length. Control characters become their pictures
/// (`␛`), so that it can be stored anywhere.
public record Words(String text) {

  /// In characters.
  public static final int LONGEST = 4_000;

  /// Cleans and measures it.
  ///
  /// @throws Problem bad-request when it is too long
  public Words {
    text = harmless(text.replace("\r\n", "\n").replace('\r', '\n').strip());
    if (text.length() > LONGEST) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "words: %,d characters are more than the %,d that are kept"
              .formatted(text.length(), LONGEST));
    }
  }

  /// Refuses silence.
  ///
  /// @param why what the words are needed for
  Words needed(String why) {
    if (text.isEmpty()) {
      throw new Problem(ProblemCode.BAD_REQUEST, "words: " + why);
    }
    return this;
  }

  /// One line of somebody else's text, cut to a length.
  static String line(String text, int longest) {
    String plain = harmless(text).replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    return plain.length() <= longest ? plain : plain.substring(0, longest) + " …";
  }

  private static String harmless(String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var clean = new StringBuilder(whole.length());
    whole.chars().forEach(sign -> clean.append(harmless((char) sign)));
    return clean.toString();
  }

  private static char harmless(char sign) {
    return sign < 0x20 && sign != '\n' && sign != '\t' ? (char) (0x2400 + sign) : sign;
  }
}
