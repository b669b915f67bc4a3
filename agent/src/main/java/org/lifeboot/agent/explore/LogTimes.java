package org.lifeboot.agent.explore;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.protocol.GlanceList.Kind;
import org.lifeboot.protocol.GlanceList.Sign;

/// When the lines of a system log were written: RFC 3339 as rsyslogd(8) does today, or the older
/// `Nov 3 01:02:03` (RFC 3164), which names neither year nor zone: the year is that which fits the
/// file, the zone is taken to be UTC.
///
/// @param modified when the file was written last
record LogTimes(Instant modified) {

  private static final int LONGEST_MESSAGE = 1_000;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern NEW =
      Pattern.compile(
          "^(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)) ");

  private static final Pattern OLD =
      Pattern.compile("^(?<month>[A-Z][a-z]{2}) +(?<day>\\d{1,2}) (?<time>\\d\\d:\\d\\d:\\d\\d) ");

  /// Later than any log; a damaged file system may tell any time.
  private static final long YEAR_9999 = 253_370_764_800L;

  LogTimes {
    modified = Instant.ofEpochSecond(Math.clamp(modified.getEpochSecond(), 0, YEAR_9999));
  }

  Sign sign(Kind kind, String line) {
    Matcher fresh = NEW.matcher(line);
    if (fresh.find()) {
      return sign(kind, time(fresh), line.substring(fresh.end()));
    }
    Matcher old = OLD.matcher(line);
    return old.find()
        ? sign(kind, oldTime(old), line.substring(old.end()))
        : sign(kind, Optional.empty(), line);
  }

  private Sign sign(Kind kind, Optional<Instant> at, String message) {
    Instant time = at.orElse(modified);
    long micros = Math.clamp(time.getEpochSecond(), 0, YEAR_9999) * 1_000_000;
    return new Sign(
        kind,
        micros + time.getNano() / 1_000,
        message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
  }

  private static Optional<Instant> time(Matcher found) {
    try {
      return Optional.of(OffsetDateTime.parse(found.group("time")).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Instant> oldTime(Matcher found) {
    int year = modified.atOffset(ZoneOffset.UTC).getYear();
    return at(found, year)
        .filter(time -> !time.isAfter(modified.plus(Duration.ofDays(1))))
        .or(() -> at(found, year - 1));
  }

  private static Optional<Instant> at(Matcher found, int year) {
    int month = MONTHS.indexOf(found.group("month")) + 1;
    try {
      LocalTime time = LocalTime.parse(found.group("time"));
      int day = Integer.parseInt(found.group("day"));
      return Optional.of(
          LocalDateTime.of(year, month, day, time.getHour(), time.getMinute(), time.getSecond())
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
