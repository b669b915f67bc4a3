package org.lifeboot.agent.check.filesystem;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds numbers in what tools say: hostile, so that a number too large for a long is none.
final class Numbers {

  private static final Pattern FIRST = Pattern.compile("\\s*(\\d{1,18})(?!\\d).*");

  private Numbers() {}

  /// The number right after a word at the beginning of a line.
  static OptionalLong after(String word, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> FIRST.matcher(line.substring(word.length())))
        .filter(Matcher::matches)
        .mapToLong(number -> Long.parseLong(number.group(1)))
        .findFirst();
  }

  /// Empty when it is not known or does not fit.
  static OptionalLong times(OptionalLong count, long size) {
    if (count.isEmpty() || size <= 0 || count.getAsLong() > Long.MAX_VALUE / size) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(count.getAsLong() * size);
  }
}
