package org.lifeboot.manager.memtest;

import java.time.Instant;

/// What a server may send on its serial console.
public final class MemtestFuzz {

  private static final int MOST_LINES = 4;

  private MemtestFuzz() {}

  public static void screen(byte[] input) {
    SerialScreen screen = new SerialScreen();
    screen.feed(input, 0, input.length);
    MemtestReading.of(screen, true).ifPresent(MemtestFuzz::heard);
  }

  private static void heard(MemtestReading reading) {
    var hearing = HearingRules.heard(Heard.nothing(), reading, Instant.EPOCH.plusSeconds(1));
    require(hearing.lines().size() <= MOST_LINES);
    require(hearing.lines().stream().allMatch(line -> line.text().matches("[ -~]{1,120}")));
    require(hearing.heard().address().matches("[0-9a-f]{0,16}"));
    require(hearing.heard().version().matches("[0-9.]{0,6}"));
  }

  private static void require(boolean held) {
    if (!held) {
      throw new AssertionError("what was read of a screen");
    }
  }
}
