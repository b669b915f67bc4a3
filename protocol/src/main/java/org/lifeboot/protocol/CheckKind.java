package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Locale;

/// The hardware checks, in the order of the rescue page's tabs, and the repair. The words are
/// stable: they stand in the protocol, the API, `lifeboot check` and the report.
public enum CheckKind {
  /// Hard drives: what they say of themselves, and their self-tests.
  SMART,
  /// Processors: a burn that verifies its results.
  PROCESSORS,
  /// Partitions state: a read-only surface scan.
  SURFACE,
  /// Partitions file system: a rehearsed repair.
  FILESYSTEM,
  /// Memory, tested while the rescue system runs.
  MEMORY,
  /// Software RAID.
  RAID,
  /// The real repair of a file system, or the way back from one: the only kind that writes. Never
  /// part of "start all".
  REPAIR;

  /// The stable name in JSON and on the command line: lower case.
  @Json.Value
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
