package org.lifeboot.agent.check.surface;

/// A stretch of what is scanned.
///
/// @param from its first byte
/// @param to the byte after its last
record Extent(long from, long to) {

  Extent {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no stretch: " + from + " to " + to);
    }
  }

  long bytes() {
    return to - from;
  }

  Extent startingAt(long later) {
    return new Extent(later, to);
  }

  /// The first half, whole sectors; only of more than one sector.
  Extent firstHalf(int sectorBytes) {
    long sectors = (bytes() + sectorBytes - 1) / sectorBytes;
    return new Extent(from, from + sectors / 2 * sectorBytes);
  }
}
