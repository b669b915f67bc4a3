package org.lifeboot.manager.web.page.explore;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.JournalPage;

/// A page of the journal, the newest first.
///
/// @param olderHref to the page behind this; empty when there is none
public record JournalView(
    Frame frame,
    Links links,
    Filter filter,
    List<Boot> boots,
    List<Row> rows,
    String olderHref,
    String word) {

  /// What is shown; times as the form takes them.
  public record Filter(String unit, int priority, String boot, String since, String until) {
    String query() {
      return "&unit="
          + Links.safe(unit)
          + "&priority="
          + priority
          + "&boot="
          + Links.safe(boot)
          + "&since="
          + Links.safe(since)
          + "&until="
          + Links.safe(until);
    }
  }

  /// The words of syslog(3), the gravest first.
  public static final List<String> PRIORITIES =
      List.of(
          "emergencies only",
          "alerts and graver",
          "critical and graver",
          "errors and graver",
          "warnings and graver",
          "notices and graver",
          "information and graver",
          "everything");

  private static final List<String> WORDS =
      List.of("emergency", "alert", "critical", "error", "warning", "notice", "info", "debug");

  /// One boot.
  public record Boot(String id, String words) {}

  /// One entry.
  public record Row(Instant at, String priority, boolean grave, String source, String message) {}

  static JournalView of(Frame frame, Links links, Filter filter, JournalPage page) {
    return new JournalView(
        frame,
        links,
        filter,
        page.boots().stream().map(JournalView::boot).toList(),
        page.entries().stream().map(JournalView::row).toList(),
        page.older().isEmpty()
            ? ""
            : links.journal(filter.query() + "&cursor=" + Links.safe(page.older())),
        Visible.text(page.word()));
  }

  private static Boot boot(JournalPage.Boot boot) {
    return new Boot(
        Visible.text(boot.id()), minutes(boot.firstMicros()) + " to " + minutes(boot.lastMicros()));
  }

  private static String minutes(long micros) {
    return at(micros).toString().replace('T', ' ').replaceFirst(":\\d\\d(\\.\\d+)?Z$", "") + " UTC";
  }

  private static Row row(JournalPage.Entry entry) {
    boolean known = entry.priority() >= 0 && entry.priority() < WORDS.size();
    return new Row(
        at(entry.micros()),
        known ? WORDS.get(entry.priority()) : "",
        known && entry.priority() <= 3,
        Visible.text(entry.source()),
        Visible.text(entry.message()));
  }

  static Instant at(long micros) {
    long sane = Math.clamp(micros, 0, 253_402_300_799_000_000L);
    return Instant.ofEpochSecond(sane / 1_000_000);
  }
}
