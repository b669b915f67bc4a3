package org.lifeboot.manager.memtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a reading of Memtest86+'s screen makes of what was heard before, as pure functions. A
/// server can put on its serial console what it likes: the timeline takes a bounded number of lines
/// from it.
final class HearingRules {

  private static final String STEP = "listen";

  private HearingRules() {}

  /// What follows.
  ///
  /// @param lines for the timeline
  record Hearing(Heard heard, List<MemtestStep.Line> lines) {
    Hearing {
      lines = List.copyOf(lines);
    }
  }

  /// Counters only grow: an error that was seen is not forgotten when somebody starts Memtest86+
  /// anew at its keyboard.
  static Hearing heard(Heard before, MemtestReading now, Instant at) {
    Heard after =
        new Heard(
            at,
            now.version().isEmpty() ? before.version() : now.version(),
            Math.max(before.passes(), now.passes()),
            now.passPercent(),
            now.test(),
            now.testPercent(),
            Math.max(before.errors(), now.errors()),
            Math.max(before.corrected(), now.corrected()),
            before.address().isEmpty() ? now.address() : before.address(),
            "",
            before.silent());
    return new Hearing(after, lines(before, after));
  }

  private static List<MemtestStep.Line> lines(Heard before, Heard after) {
    List<MemtestStep.Line> lines = new ArrayList<>();
    if (!before.ever()) {
      lines.add(
          line(
              "Memtest86+"
                  + (after.version().isEmpty() ? "" : " v" + after.version())
                  + " is heard over serial-over-LAN"));
    }
    if (before.errors() == 0 && after.errors() > 0) {
      lines.add(line("Memtest86+ has found an error" + place(after)));
    } else if (after.errors() > 0 && before.address().isEmpty() && !after.address().isEmpty()) {
      lines.add(line("An error of the memory was seen" + place(after)));
    }
    if (before.corrected() == 0 && after.corrected() > 0) {
      lines.add(line("The memory has corrected an error"));
    }
    if (after.passes() > before.passes() && worthALine(after.passes())) {
      lines.add(line("Pass " + after.passes() + " is over: " + after.text()));
    }
    return lines;
  }

  private static String place(Heard heard) {
    return heard.address().isEmpty() ? "" : ", at address 0x" + heard.address();
  }

  /// 1 to 10, 20, 30 … 100, 200 …
  private static boolean worthALine(int pass) {
    return pass <= 10 || (pass <= 100 && pass % 10 == 0) || (pass <= 1000 && pass % 100 == 0);
  }

  /// Nothing is heard, or not any more.
  ///
  /// @param late it should have been heard by now
  static Hearing silent(Heard before, String why, boolean late) {
    boolean tell = late && !before.ever() && !before.silent();
    String line =
        "Nothing is heard of Memtest86+ over serial-over-LAN"
            + (why.isEmpty() ? "; it may be set to another serial port" : ": " + why);
    return new Hearing(before.troubled(why, tell), tell ? List.of(line(line)) : List.of());
  }

  /// What is told when the test is over.
  static MemtestStep.Line result(Heard heard) {
    return new MemtestStep.Line("result", "Result: " + heard.text(), Optional.empty());
  }

  private static MemtestStep.Line line(String text) {
    return new MemtestStep.Line(STEP, text, Optional.empty());
  }
}
