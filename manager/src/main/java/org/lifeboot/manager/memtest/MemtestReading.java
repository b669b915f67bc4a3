package org.lifeboot.manager.memtest;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands on Memtest86+'s screen. Its serial console shows the whole screen at the beginning,
/// later only what changes: the progress of pass and test (without the words before it), the time,
/// the counters, and the errors. So whoever comes late reads all but the version.
///
/// The layout is that of versions 6 and 7; nothing of the text goes further but numbers.
///
/// @param version such as `7.20`; "" when the beginning was missed
/// @param seconds for which it has been testing
/// @param passes that are over
/// @param passPercent of the pass that is under way
/// @param test the number of the test that is under way, from 0; -1 when it cannot be read
/// @param errors that were not corrected
/// @param corrected errors that the memory corrected itself (ECC)
/// @param address the first one in the list of errors, in hexadecimal; "" when there is none
public record MemtestReading(
    String version,
    int seconds,
    int passes,
    int passPercent,
    int test,
    int testPercent,
    long errors,
    long corrected,
    String address) {

  private static final int TITLE = 0;
  private static final int PASS = 1;
  private static final int TEST = 2;
  private static final int NUMBER = 3;
  private static final int STATE = 7;
  private static final int COUNTERS = 8;
  private static final int FIRST_MESSAGE = 10;
  private static final int FOOTER = 24;

  /// Columns of the percentages, and of the test's number.
  private static final int PERCENT = 34;

  private static final int NUMBER_COLUMN = 36;

  private static final Pattern VERSION = Pattern.compile("Memtest86\\+ v(\\d{1,2}\\.\\d{1,3})\\b");
  private static final Pattern RUNNING =
      Pattern.compile("^CPU:.*\\bTime:\\s+(\\d{1,4}):(\\d\\d):(\\d\\d)\\s+Status:");
  private static final Pattern COUNTED =
      Pattern.compile(
          "^Using:.*\\bPass:\\s*(\\d{1,6})\\s+Err(?:ors)?:\\s*>?(\\d{1,12})(?:\\s+ECC:\\s*>?(\\d{1,12}))?");

  /// An error of its own line: processor, pass, test, address. Page and offset are 12 digits.
  private static final Pattern ERROR =
      Pattern.compile("^ {1,3}\\d{1,3} +\\d{1,6} +\\d{1,2} +([0-9a-f]{12,16}) \\(");

  /// The same in its error summary.
  private static final Pattern LOWEST =
      Pattern.compile("^ *Lowest Error Address: *([0-9a-f]{12,16})\\b");

  /// How an error is called that the memory corrected.
  private static final String CORRECTED = "Correctable ECC Error";

  /// The first row of the list of errors.
  private record Listed(String address, boolean corrected) {}

  /// Reads a screen. The list of errors is drawn before the counters are: who is listed counts as
  /// one, whatever they say.
  ///
  /// @param quiet nothing has come for a while: no row is half written
  /// @return empty when it is not that of a test that is running
  public static Optional<MemtestReading> of(SerialScreen screen, boolean quiet) {
    boolean whole = quiet || (screen.settled(STATE) && screen.settled(COUNTERS));
    Matcher counted = COUNTED.matcher(screen.line(COUNTERS));
    Matcher running = RUNNING.matcher(screen.line(STATE));
    if (!whole || !running.find() || !counted.find()) {
      return Optional.empty();
    }
    Optional<Listed> listed = listed(screen, quiet);
    long errors = Long.parseLong(counted.group(2));
    long corrected = counted.group(3) == null ? 0 : Long.parseLong(counted.group(3));
    Matcher version = VERSION.matcher(screen.line(TITLE));
    return Optional.of(
        new MemtestReading(
            version.find() ? version.group(1) + "" : "",
            seconds(running),
            Integer.parseInt(counted.group(1)),
            percent(screen, PASS),
            number(screen.line(NUMBER), NUMBER_COLUMN, 2).orElse(-1),
            percent(screen, TEST),
            Math.max(errors, listed.filter(row -> !row.corrected()).isPresent() ? 1 : 0),
            Math.max(corrected, listed.filter(Listed::corrected).isPresent() ? 1 : 0),
            listed.map(Listed::address).orElse("")));
  }

  private static int seconds(Matcher running) {
    int minutes = Integer.parseInt(running.group(1)) * 60 + Integer.parseInt(running.group(2));
    return minutes * 60 + Integer.parseInt(running.group(3));
  }

  private static int percent(SerialScreen screen, int row) {
    return Math.min(100, number(screen.line(row), PERCENT, 3).orElse(0));
  }

  private static OptionalInt number(String line, int column, int digits) {
    if (line.length() < column + digits) {
      return OptionalInt.empty();
    }
    String text = line.substring(column, column + digits).strip();
    return text.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static Optional<Listed> listed(SerialScreen screen, boolean quiet) {
    for (int row = FIRST_MESSAGE; row < FOOTER; row++) {
      String line = screen.line(row);
      for (Pattern shape : new Pattern[] {ERROR, LOWEST}) {
        Matcher found = shape.matcher(line);
        if ((quiet || screen.settled(row)) && found.find()) {
          String address = Long.toHexString(Long.parseUnsignedLong(found.group(1), 16));
          return Optional.of(new Listed(address, line.contains(CORRECTED)));
        }
      }
    }
    return Optional.empty();
  }
}
