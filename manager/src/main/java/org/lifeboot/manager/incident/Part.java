package org.lifeboot.manager.incident;

import java.util.stream.Collectors;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// The part that somebody must look at, on one line each.
///
/// @param name the device, or the parts with findings, or what kind of part it is
/// @param words model and serial number, or empty where they are not known
public record Part(String name, String words) {

  private static final int LONGEST = 200;
  private static final int MOST_NAMED = 5;

  public Part {
    name = Words.line(name, LONGEST);
    words = Words.line(words, LONGEST);
  }

  static Part of(Snapshot report) {
    if (!report.target().isEmpty()) {
      return new Part(report.target(), report.targetName());
    }
    String found =
        report.findings().stream()
            .filter(finding -> finding.verdict() != Verdict.PASSED)
            .map(Finding::part)
            .filter(part -> !part.isEmpty())
            .distinct()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return new Part(found.isEmpty() ? kind(report.check()) : found, report.targetName());
  }

  /// What a check looks at, for people.
  public static String kind(CheckKind kind) {
    return switch (kind) {
      case SMART -> "hard drive";
      case PROCESSORS -> "processors";
      case SURFACE -> "partition state";
      case FILESYSTEM -> "file system";
      case MEMORY -> "memory";
      case RAID -> "RAID";
      case REPAIR -> "repair of the file system";
    };
  }
}
