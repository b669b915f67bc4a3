package org.lifeboot.manager.web.page.explore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.LogList;

/// The logs of an installed system, and what they tell of its death.
///
/// @param glance what stood out, or why it could not be looked for
public record LogsView(
    Frame frame, Links links, List<Row> rows, boolean journal, Glance glance, String word) {

  static LogsView of(Frame frame, Links links, LogList list, Optional<GlanceList> glance) {
    return new LogsView(
        frame,
        links,
        list.logs().stream().map(each -> Row.of(links, each)).toList(),
        list.journal(),
        Glance.of(glance),
        Visible.text(list.word()));
  }

  /// One log.
  public record Row(String name, String href, int parts, String size, Instant changed) {
    static Row of(Links links, LogList.Log log) {
      return new Row(
          Names.shown(log.name()),
          links.log(log.name(), ""),
          log.paths().size(),
          Sizes.drive(log.sizeBytes()),
          Instant.ofEpochSecond(Math.clamp(log.modifiedSeconds(), -62135596800L, 253402300799L)));
    }
  }

  /// Whether there was something to look through.
  public boolean glanced() {
    return journal || !rows.isEmpty();
  }

  /// What stood out in the journal, or else in the text logs.
  public record Glance(List<Sign> signs, String word) {
    static Glance of(Optional<GlanceList> list) {
      return list.map(
              known ->
                  new Glance(
                      known.signs().stream().limit(40).map(Sign::of).toList(),
                      Visible.text(known.word())))
          .orElse(new Glance(List.of(), ""));
    }
  }

  /// One sign.
  public record Sign(String kind, Instant at, String message) {
    static Sign of(GlanceList.Sign sign) {
      return new Sign(
          switch (sign.kind()) {
            case OUT_OF_MEMORY -> "out of memory";
            case KERNEL_PANIC -> "kernel fault";
            case FAILED_UNIT -> "failed unit";
            case DISK_ERROR -> "disk error";
          },
          JournalView.at(sign.micros()),
          Visible.text(sign.message()));
    }
  }
}
