package org.lifeboot.agent.check.filesystem;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// How full a file system is.
///
/// @param reservedBytes free, but for root alone
/// @param inodes how many files there can be; empty where the kind knows no such limit
record Room(
    OptionalLong sizeBytes,
    OptionalLong freeBytes,
    long reservedBytes,
    OptionalLong inodes,
    OptionalLong freeInodes) {

  static final Room UNKNOWN = of(OptionalLong.empty(), OptionalLong.empty());

  /// A warning from this on.
  private static final double FULL = 0.95;

  /// A file system without a limit of files.
  static Room of(OptionalLong sizeBytes, OptionalLong freeBytes) {
    return new Room(sizeBytes, freeBytes, 0, OptionalLong.empty(), OptionalLong.empty());
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (full(sizeBytes, freeBytes, reservedBytes)) {
      findings.add(
          full(
              "space",
              "The file system is full: %s of %s are free%s."
                  .formatted(
                      Size.inWords(freeBytes.orElse(0)),
                      Size.inWords(sizeBytes.orElse(0)),
                      reservedBytes == 0
                          ? ""
                          : ", " + Size.inWords(reservedBytes) + " are kept for root"),
              "Free some space or make it larger: a full file system keeps services from starting."));
    }
    if (full(inodes, freeInodes, 0)) {
      findings.add(
          full(
              "inodes",
              "The file system has room for almost no more files: %d of %d inodes are free."
                  .formatted(freeInodes.orElse(0), inodes.orElse(0)),
              "Remove small files that are not needed: sessions, caches, mail queues."));
    }
    return findings;
  }

  private static Finding full(String part, String text, String advice) {
    return new Finding(part, Verdict.WARNING, text, advice);
  }

  private static boolean full(OptionalLong all, OptionalLong free, long reserved) {
    if (all.isEmpty() || free.isEmpty() || all.getAsLong() <= 0) {
      return false;
    }
    long usable = all.getAsLong() - reserved;
    return free.getAsLong() - reserved <= usable * (1 - FULL);
  }

  List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    fact(facts, "size", sizeBytes, "bytes");
    fact(facts, "free space", freeBytes, "bytes");
    fact(facts, "inodes", inodes, "");
    fact(facts, "free inodes", freeInodes, "");
    return facts;
  }

  private static void fact(List<Fact> facts, String name, OptionalLong value, String unit) {
    value.ifPresent(number -> facts.add(new Fact("", name, Long.toString(number), unit)));
  }
}
