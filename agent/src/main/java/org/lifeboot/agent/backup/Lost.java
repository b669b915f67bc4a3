package org.lifeboot.agent.backup;

import java.util.List;

/// A stretch of the source that could not be read: in the copy it is zeros.
public record Lost(long fromBytes, long lengthBytes) {

  static long bytesOf(List<Lost> lost) {
    return lost.stream().mapToLong(Lost::lengthBytes).sum();
  }

  /// What a copy came to.
  ///
  /// @param copiedBytes of how much it speaks
  static String inWords(long copiedBytes, List<Lost> lost) {
    long bytes = bytesOf(lost);
    return bytes == 0
        ? "All %,d bytes were read.".formatted(copiedBytes)
        : "%,d bytes in %,d places cannot be read; they are zeros in the copy."
            .formatted(bytes, lost.size());
  }
}
