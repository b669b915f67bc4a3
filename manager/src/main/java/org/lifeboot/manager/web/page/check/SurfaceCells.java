package org.lifeboot.manager.web.page.check;

import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;

/// Into how many cells a surface scan divides its target: at most 1,000, each a whole number of
/// requests of 1 MiB.
///
/// @param cellBytes as the scan said, or as it will say, or 0 when not known
record SurfaceCells(int count, long cellBytes) {

  private static final int MOST = 1_000;
  private static final long REQUEST_BYTES = 1 << 20;

  static SurfaceCells of(Check check, long sizeBytes) {
    long size = fact(check, "size", sizeBytes);
    if (size <= 0) {
      return new SurfaceCells(1, 0);
    }
    long smallest = (size + MOST - 1) / MOST;
    long usual = Math.max(1, (smallest + REQUEST_BYTES - 1) / REQUEST_BYTES) * REQUEST_BYTES;
    long cell = Math.max(1, fact(check, "size of a cell of the map", usual));
    return new SurfaceCells(Math.clamp((size + cell - 1) / cell, 1, MOST), cell);
  }

  /// A number of bytes that the report tells.
  static long fact(Check check, String name, long otherwise) {
    if (!(check.state() instanceof Ended ended)) {
      return otherwise;
    }
    return ended.report().facts().stream()
        .filter(fact -> fact.name().equals(name) && fact.value().matches("\\d{1,18}"))
        .findFirst()
        .map(fact -> Long.parseLong(fact.value()))
        .orElse(otherwise);
  }
}
