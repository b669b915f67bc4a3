package org.lifeboot.agent.check.surface;

import static org.lifeboot.agent.check.surface.ScanNews.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What a scan says to a person.
///
/// @param again those of the slow requests that were slow the second time too
record SurfaceReport(
    CheckOrder.Surface order, Surface surface, Scan.Ended ended, List<ScanLog.Slow> again) {

  private static final int MOST_UNREADABLE = 300;
  private static final int MOST_OTHERS = 50;
  private static final String REPLACE =
      "Save the data of this disk elsewhere now, then have the disk replaced.";

  CheckReport report() {
    List<Finding> findings = findings();
    return CheckReport.offeringNothing(
        order.kind(), order.target(), verdict(), reason(), findings, new Facts(this).list());
  }

  ScanLog.Result result() {
    return ended.result();
  }

  private Verdict verdict() {
    if (result().damaged()) {
      return Verdict.FAILED;
    }
    if (!result().end().isEmpty()) {
      return Verdict.INCONCLUSIVE;
    }
    return again.isEmpty() ? Verdict.PASSED : Verdict.WARNING;
  }

  private String reason() {
    return switch (verdict()) {
      case FAILED -> damage() + (result().end().isEmpty() ? "" : " " + result().end());
      case INCONCLUSIVE ->
          "%s Read up to byte %d: no unreadable sector until there."
              .formatted(result().end(), ended.position());
      case WARNING ->
          "All could be read, but %s took longer than a second, twice."
              .formatted(counted(again.size(), "request"));
      default -> allRead();
    };
  }

  private String allRead() {
    return surface.range().from() == 0
        ? "All %s could be read.".formatted(size(surface.range().bytes()))
        : "All from byte %d to the end could be read; what stands before it was not looked at."
            .formatted(surface.range().from());
  }

  private String damage() {
    long bytes = result().unreadable().stream().mapToLong(Extent::bytes).sum();
    if (result().readBytes() == 0) {
      return "Nothing of it could be read (%s).".formatted(result().error());
    }
    String exactly =
        bytes == 0
            ? "Parts of it"
            : "%s (%s)"
                .formatted(counted(bytes / surface.medium().sectorBytes(), "sector"), size(bytes));
    String more = result().suspect().isEmpty() || bytes == 0 ? "" : ", and others near them,";
    return "%s%s cannot be read (%s).".formatted(exactly, more, result().error());
  }

  private List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    List<Extent> unreadable = result().unreadable();
    unreadable.stream().limit(MOST_UNREADABLE).map(this::unreadable).forEach(all::add);
    more(all, unreadable.size() - MOST_UNREADABLE, "unreadable stretch", Verdict.FAILED);
    result().suspect().stream().limit(MOST_OTHERS).map(this::suspect).forEach(all::add);
    more(all, result().suspect().size() - MOST_OTHERS, "stretch like these", Verdict.FAILED);
    again.stream().limit(MOST_OTHERS).map(this::slow).forEach(all::add);
    more(all, again.size() - MOST_OTHERS, "slow place", Verdict.WARNING);
    ended.leapt().stream().limit(MOST_OTHERS).map(this::leapt).forEach(all::add);
    more(all, ended.leapt().size() - MOST_OTHERS, "stretch not read", Verdict.INCONCLUSIVE);
    if (!result().end().isEmpty()) {
      all.add(new Finding(order.target(), Verdict.INCONCLUSIVE, result().end(), goOn()));
    }
    return all;
  }

  private static void more(List<Finding> all, long count, String what, Verdict verdict) {
    if (count > 0) {
      String text = "There is more: %d × %s.".formatted(count, what);
      all.add(new Finding("", verdict, text, ""));
    }
  }

  private Finding unreadable(Extent stretch) {
    String text = "Cannot be read: %s (%s).".formatted(bytes(stretch), size(stretch.bytes()));
    return new Finding(name(stretch), Verdict.FAILED, text, REPLACE);
  }

  private Finding suspect(Extent stretch) {
    String text =
        "Holds unreadable sectors that were not looked for one by one: %s (%s)."
            .formatted(bytes(stretch), size(stretch.bytes()));
    return new Finding(name(stretch), Verdict.FAILED, text, REPLACE);
  }

  private Finding slow(ScanLog.Slow slow) {
    String text =
        String.format(
            Locale.ROOT,
            "Reading %s took %.1f s, the second time.",
            bytes(slow.request()),
            slow.millis() / 1e3);
    String advice = "Ask the disk for its own report (hard drives), and keep a backup.";
    return new Finding(name(slow.request()), Verdict.WARNING, text, advice);
  }

  private Finding leapt(Extent stretch) {
    String text =
        "Not read, because what stands before it could not be read: %s (%s)."
            .formatted(bytes(stretch), size(stretch.bytes()));
    return new Finding(name(stretch), Verdict.INCONCLUSIVE, text, "");
  }

  private String goOn() {
    return "The scan can be gone on with from byte %d.".formatted(ended.position());
  }

  private String name(Extent stretch) {
    return sectors(stretch, surface.medium().sectorBytes());
  }

  /// `sectors 2048–2055`.
  static String sectors(Extent stretch, int sectorBytes) {
    long first = stretch.from() / sectorBytes;
    long last = (stretch.to() - 1) / sectorBytes;
    return first == last ? "sector " + first : "sectors %d–%d".formatted(first, last);
  }

  private static String bytes(Extent stretch) {
    return "bytes %d–%d".formatted(stretch.from(), stretch.to() - 1);
  }

  private static String counted(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }

  /// What is known of the target and of the scan.
  private record Facts(SurfaceReport report) {

    List<Fact> list() {
      Medium medium = report.surface.medium();
      ScanLog.Result result = report.result();
      List<Fact> facts = new ArrayList<>();
      add(facts, "size", medium.sizeBytes(), "bytes");
      add(facts, "logical sector size", medium.sectorBytes(), "bytes");
      add(facts, "read", result.readBytes(), "bytes");
      add(facts, "read up to", report.ended.position(), "bytes");
      long millis = report.ended.elapsed().toMillis();
      if (millis > 0 && result.readBytes() > 0) {
        long nanos = report.ended.elapsed().toNanos();
        add(facts, "speed", (long) (result.readBytes() * 1e9 / nanos), "bytes per second");
      }
      slowest(facts, result);
      add(facts, "size of a cell of the map", result.cellBytes(), "bytes");
      if (result.damaged()) {
        add(facts, "unreadable", sum(result.unreadable()), "bytes");
        add(facts, "may be unreadable", sum(result.suspect()), "bytes");
        add(facts, "not read", sum(report.ended.leapt()), "bytes");
      }
      if (!report.surface.direct()) {
        facts.add(new Fact("", "way of reading", "through the page cache: direct was refused", ""));
      }
      return facts;
    }

    private void slowest(List<Fact> facts, ScanLog.Result result) {
      if (result.slowest().nanos() > 0) {
        double millis = result.slowest().millis();
        String value = String.format(Locale.ROOT, "%.1f", millis);
        facts.add(new Fact("", "slowest request", value, "ms"));
        add(facts, "slowest request at", result.slowest().request().from(), "bytes");
      }
      if (result.slowCount() > 0) {
        add(facts, "requests slower than a second, once", result.slowCount(), "requests");
      }
    }

    private static long sum(List<Extent> stretches) {
      return stretches.stream().mapToLong(Extent::bytes).sum();
    }

    private static void add(List<Fact> facts, String name, long value, String unit) {
      facts.add(new Fact("", name, Long.toString(value), unit));
    }
  }
}
