package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboot.agent.check.memory.StressAppTest.Miscompare;
import org.lifeboot.protocol.CheckReport.Finding;

class WrongPlacesTest {

  private final WrongPlaces places = new WrongPlaces();

  private static Miscompare read(String read, String expected) {
    return new Miscompare(1, 0x7f00, "DIMM Unknown", read, read, expected);
  }

  @Test
  void aBitThatSticksIsOneFindingHoweverOftenItIsSeen() {
    places.add("physical address 0x1000", read("0x0000000000000011", "0x0000000000000001"));
    places.add("physical address 0x1000", read("0xaaaaaaaaaaaaaaba", "0xaaaaaaaaaaaaaaaa"));
    places.add("physical address 0x1000", read("0x4a4a4a4a4a4a4a5a", "0x4a4a4a4a4a4a4a4a"));

    assertThat(places.findings())
        .extracting(Finding::text)
        .containsExactly(
            "Memory at physical address 0x1000 holds 0x0000000000000011 where 0x0000000000000001 had"
                + " been written (read again: 0x0000000000000011; seen by CPU 1). It was wrong 3"
                + " times, in bit 4.");
  }

  @Test
  void twoPlacesAreTwoFindings() {
    places.add("physical address 0x1000", read("0x3", "0x1"));
    places.add("physical address 0x2000", read("0xffffffffffffffff", "0x0"));
    places.add("physical address 0x2000", read("0xffffffffffffffff", "0x0"));

    assertThat(places.findings()).hasSize(2);
    assertThat(places.findings().getLast().text()).endsWith("It was wrong 2 times, in 64 bits.");
  }

  @Test
  void moreThanEnoughPlacesSayNoMore() {
    for (int i = 0; i < 5_000; i++) {
      places.add("physical address " + i, read("0x1", "0x0"));
    }

    assertThat(places.findings()).hasSize(TestRun.MOST_FAULTS);
  }
}
