package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeminfoTest {

  private static final String SMALL =
      """
      MemTotal:         983040 kB
      MemFree:          300000 kB
      MemAvailable:     512000 kB
      HardwareCorrupted:     4 kB
      """;

  @Test
  void theRescueSystemKeepsAReserve() {
    var memory = Meminfo.parse(SMALL);

    assertThat(memory).isEqualTo(new Meminfo(983_040L << 10, 512_000L << 10, 4096));
    assertThat(memory.testableMib()).isEqualTo(352);
  }

  @Test
  void aLargeServersReserveHasALimit() {
    assertThat(new Meminfo(1L << 40, 1L << 40, 0).testableMib()).isEqualTo((1 << 20) - 1024);
  }

  @Test
  void whereNothingIsKnownNothingIsTested() {
    assertThat(Meminfo.parse("").testableMib()).isZero();
  }
}
