package org.lifeboot.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.cli.failure.WrongUse;

/// A command line taken apart into arguments: at blanks, with `'…'`, `"…"` and `\` to keep them
/// together. Nothing is expanded: there is no shell.
final class CommandWords {

  /// One piece of a word, or the blanks between two.
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<blank>\\s+)|'(?<single>[^']*)'|\"(?<double>(?:[^\"\\\\]|\\\\.)*)\""
              + "|\\\\(?<escaped>.)|(?<plain>[^\\s'\"\\\\]+)",
          Pattern.DOTALL);

  private CommandWords() {}

  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    Optional<String> word = Optional.empty();
    Matcher piece = PIECE.matcher(line);
    int end = 0;
    while (piece.find() && piece.start() == end) {
      end = piece.end();
      if (piece.group("blank") != null) {
        word.ifPresent(words::add);
        word = Optional.empty();
        continue;
      }
      word = Optional.of(word.orElse("") + text(piece));
    }
    if (end != line.length()) {
      throw new WrongUse("a quote is opened and not closed in: " + line);
    }
    word.ifPresent(words::add);
    return List.copyOf(words);
  }

  private static String text(Matcher piece) {
    return Optional.ofNullable(piece.group("single"))
        .or(() -> Optional.ofNullable(piece.group("escaped")))
        .or(() -> Optional.ofNullable(piece.group("plain")))
        .orElseGet(
            () ->
                Optional.ofNullable(piece.group("double")).orElse("").replaceAll("\\\\(.)", "$1"));
  }
}
