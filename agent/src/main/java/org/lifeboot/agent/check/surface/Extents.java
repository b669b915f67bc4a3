package org.lifeboot.agent.check.surface;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stretches, neighbours made one. Not thread-safe.
final class Extents {

  private final TreeMap<Long, Extent> byStart = new TreeMap<>();
  private long bytes;

  /// Adds a stretch that overlaps none of those here.
  void add(Extent added) {
    bytes += added.bytes();
    long from = added.from();
    long to = added.to();
    Map.Entry<Long, Extent> before = byStart.lowerEntry(from);
    if (before != null && before.getValue().to() == from) {
      from = before.getKey();
    }
    Extent after = byStart.remove(to);
    if (after != null) {
      to = after.to();
    }
    byStart.put(from, new Extent(from, to));
  }

  List<Extent> list() {
    return List.copyOf(byStart.values());
  }

  int count() {
    return byStart.size();
  }

  long bytes() {
    return bytes;
  }
}
