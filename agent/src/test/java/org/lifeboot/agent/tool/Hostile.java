package org.lifeboot.agent.tool;

import java.nio.charset.StandardCharsets;

/// Bytes of a fuzzer as what a program may have said. A recording is such an input as it lies
/// there.
public final class Hostile {

  /// Between what it wrote, what it complained, and a letter for how it ended.
  private static final String BETWEEN = "\u001e";

  private Hostile() {}

  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  public static Outcome outcome(byte[] input) {
    String[] parts = text(input).split(BETWEEN, 3);
    String complaint = parts.length > 1 ? parts[1] : "";
    int code = parts.length > 2 && !parts[2].isEmpty() ? parts[2].charAt(0) & 255 : 0;
    return new Outcome.Exited(code, parts[0], complaint);
  }

  /// What is shown to a person holds nothing that a terminal or a page could take for an order.
  public static void requireLine(String shown, int mostCharacters) {
    require(shown.length() <= mostCharacters, "shown is too long: " + shown.length());
    require(HostileText.line(shown, mostCharacters).equals(shown.strip()), "shown: " + shown);
  }

  public static void require(boolean right, String words) {
    if (!right) {
      throw new AssertionError(words);
    }
  }
}
