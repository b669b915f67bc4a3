package org.lifeboot.manager.netboot;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which bytes of a file are asked for (RFC 9110, section 14). Pure.
///
/// @param first the first byte, from 0
/// @param end the byte after the last
record ByteRange(long first, long end) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  long length() {
    return end - first;
  }

  static ByteRange whole(long sizeBytes) {
    return new ByteRange(0, sizeBytes);
  }

  /// Several ranges, or what is not understood, are answered with the whole file, as the RFC
  /// allows.
  ///
  /// @param header the Range header, or empty
  /// @return empty: outside of the file, 416
  static Optional<ByteRange> of(String header, long sizeBytes) {
    var match = ONE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.of(whole(sizeBytes));
    }
    if (match.group(1).isEmpty()) {
      var last = Math.min(Long.parseLong(match.group(2)), sizeBytes);
      return last == 0 ? Optional.empty() : Optional.of(new ByteRange(sizeBytes - last, sizeBytes));
    }
    var first = Long.parseLong(match.group(1));
    if (match.group(2).isEmpty()) {
      return first >= sizeBytes ? Optional.empty() : Optional.of(new ByteRange(first, sizeBytes));
    }
    var last = Long.parseLong(match.group(2));
    if (last < first) {
      return Optional.of(whole(sizeBytes));
    }
    return first >= sizeBytes
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last + 1, sizeBytes)));
  }
}
