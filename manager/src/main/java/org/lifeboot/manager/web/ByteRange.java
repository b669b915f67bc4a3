package org.lifeboot.manager.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One range of a file's bytes (RFC 9110, 14.1.2). Several ranges at once are not answered as such:
/// the whole file is sent, as the RFC allows.
sealed interface ByteRange {

  /// The whole file.
  record Whole() implements ByteRange {}

  /// Some of it.
  ///
  /// @param from the first byte
  /// @param length at least 1
  record Part(long from, long length) implements ByteRange {}

  /// The file has no such bytes.
  record Outside() implements ByteRange {}

  Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// What is asked for.
  ///
  /// @param header `Range`
  /// @param condition `If-Range`
  /// @param tag the file's ETag
  static ByteRange of(
      Optional<String> header, Optional<String> condition, String tag, long sizeBytes) {
    Matcher range = ONE.matcher(header.orElse("").strip());
    boolean still = condition.map(tag::equals).orElse(true);
    if (!range.matches() || !still || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new Whole();
    }
    if (range.group(1).isEmpty()) {
      long length = Math.min(sizeBytes, Long.parseLong(range.group(2)));
      return length == 0 ? new Outside() : new Part(sizeBytes - length, length);
    }
    long from = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (last < from) {
      return new Whole();
    }
    return from >= sizeBytes
        ? new Outside()
        : new Part(from, Math.min(last, sizeBytes - 1) - from + 1);
  }
}
