package org.lifeboot.manager.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A program and its arguments as a person types them on one line. No shell: blanks separate,
/// quotes hold together, nothing else has a meaning.
final class CommandText {

  private CommandText() {}

  /// The words of a line.
  ///
  /// @throws IllegalArgumentException a quote is not closed
  static List<String> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        begun = true;
      } else if (Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("A quote (" + quote + ") is not closed.");
    }
    if (begun) {
      words.add(word.toString());
    }
    return List.copyOf(words);
  }

  /// The line that [#split] reads as these words.
  static String join(List<String> words) {
    return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (!word.isEmpty() && word.chars().noneMatch(CommandText::special)) {
      return word;
    }
    // within double quotes everything stands for itself, but for the double quote
    return '"' + word.replace("\"", "\"'\"'\"") + '"';
  }

  private static boolean special(int c) {
    return Character.isWhitespace(c) || c == '\'' || c == '"';
  }
}
