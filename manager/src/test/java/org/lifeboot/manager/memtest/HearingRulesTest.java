package org.lifeboot.manager.memtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.memtest.HearingRules.Hearing;

class HearingRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static MemtestReading reading(int passes, long errors, String address) {
    return new MemtestReading("7.20", 60, passes, 12, 4, 50, errors, 0, address);
  }

  private static Heard after(MemtestReading... readings) {
    Heard heard = Heard.nothing();
    for (MemtestReading reading : readings) {
      heard = HearingRules.heard(heard, reading, NOW).heard();
    }
    return heard;
  }

  private static List<String> lines(Heard before, MemtestReading now) {
    return texts(HearingRules.heard(before, now, NOW));
  }

  private static List<String> texts(Hearing hearing) {
    return hearing.lines().stream().map(MemtestStep.Line::text).toList();
  }

  @Test
  void theFirstThatIsHeardIsTold() {
    assertThat(lines(Heard.nothing(), reading(0, 0, "")))
        .containsExactly("Memtest86+ v7.20 is heard over serial-over-LAN");
  }

  @Test
  void aPassThatIsOverIsToldWithWhatItFound() {
    assertThat(lines(after(reading(0, 0, "")), reading(1, 0, "")))
        .containsExactly("Pass 1 is over: passed 1 pass without an error");
    assertThat(lines(after(reading(1, 3, "2345678")), reading(2, 5, "2345678")))
        .containsExactly("Pass 2 is over: 5 errors, first seen at address 0x2345678");
  }

  @Test
  void anErrorIsToldAtOnceAndItsAddressWhenItIsSeen() {
    assertThat(lines(after(reading(0, 0, "")), reading(0, 1, "2345678")))
        .containsExactly("Memtest86+ has found an error, at address 0x2345678");
    assertThat(lines(after(reading(0, 1, "")), reading(0, 2, "2345678")))
        .containsExactly("An error of the memory was seen, at address 0x2345678");
    assertThat(lines(after(reading(0, 2, "2345678")), reading(0, 900, "9345678"))).isEmpty();
  }

  @Test
  void progressAloneIsNotTold() {
    assertThat(lines(after(reading(1, 0, "")), reading(1, 0, ""))).isEmpty();
  }

  @Test
  void theVerdictIsPassedAfterAWholePassOnly() {
    assertThat(Heard.nothing().verdict()).isEqualTo("inconclusive");
    assertThat(after(reading(0, 0, "")).verdict()).isEqualTo("inconclusive");
    assertThat(after(reading(2, 0, "")).verdict()).isEqualTo("passed");
    assertThat(after(reading(2, 1, "")).verdict()).isEqualTo("failed");
    assertThat(after(new MemtestReading("7.20", 9, 1, 0, 0, 0, 0, 7, "")).verdict())
        .isEqualTo("warning");
  }

  @Test
  void theResultIsSaidInWords() {
    assertThat(Heard.nothing().text()).isEqualTo("nothing was heard over serial-over-LAN");
    assertThat(after(reading(0, 0, "")).text())
        .isEqualTo("no error in the 12 % of the first pass that were heard of");
    assertThat(after(reading(3, 0, "")).text()).isEqualTo("passed 3 passes without an error");
    assertThat(after(reading(0, 1, "")).text()).isEqualTo("1 error, no address was seen");
    assertThat(after(reading(1, 12, "abc")).text())
        .isEqualTo("12 errors, first seen at address 0xabc");
  }

  @Test
  void anErrorIsNotForgottenWhenTheTestIsBegunAnewAtItsKeyboard() {
    Heard heard = after(reading(1, 5, "abc"), reading(0, 0, ""), reading(1, 0, ""));

    assertThat(heard.verdict()).isEqualTo("failed");
    assertThat(heard.address()).isEqualTo("abc");
  }

  @Test
  void theTimelineTakesABoundedNumberOfLines() {
    Heard heard = Heard.nothing();
    long told = 0;
    for (int pass : IntStream.range(0, 5000).toArray()) {
      Hearing hearing = HearingRules.heard(heard, reading(pass, pass, "a" + pass), NOW);
      heard = hearing.heard();
      told += hearing.lines().size();
    }

    assertThat(told).isLessThan(40);
  }

  @Test
  void silenceIsToldOnceWithItsReason() {
    Hearing first = HearingRules.silent(Heard.nothing(), "Somebody else has it open.", true);
    Hearing again = HearingRules.silent(first.heard(), "Somebody else has it open.", true);

    assertThat(texts(first))
        .containsExactly(
            "Nothing is heard of Memtest86+ over serial-over-LAN: Somebody else has it open.");
    assertThat(again.lines()).isEmpty();
    assertThat(first.heard().trouble()).isEqualTo("Somebody else has it open.");
  }

  @Test
  void whatIsLostAfterItWasHeardStaysKnown() {
    Heard heard = HearingRules.silent(after(reading(2, 0, "")), "It is lost.", false).heard();

    assertThat(heard.text()).isEqualTo("passed 2 passes without an error");
    assertThat(heard.trouble()).isEqualTo("It is lost.");
  }
}
