package org.lifeboot.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void whatATerminalWouldObeyIsShownInstead() {
    assertThat(Harmless.line("a\u001b[2Jb\u009bc\u0007\u202ed\u2028e\tf\n"))
        .isEqualTo("a\\x1b[2Jb\\x9bc\\x07\\u202ed\\u2028e f\\x0a");
  }

  @Test
  void wordsOfAllLanguagesStayAsTheyAre() {
    assertThat(Harmless.line("Größe 大 ñ 🙂")).isEqualTo("Größe 大 ñ 🙂");
  }

  @Test
  void severalLinesKeepTheirBreaks() {
    assertThat(Harmless.lines("one\r\ntwo\u0007\n")).isEqualTo("one\ntwo\\x07");
  }

  @Test
  void elapsedTimeIsShortAndExact() {
    assertThat(Elapsed.tenths(Duration.ofMillis(7_340))).isEqualTo("0:07.3");
    assertThat(Elapsed.tenths(Duration.ofSeconds(754))).isEqualTo("12:34.0");
    assertThat(Elapsed.seconds(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
    assertThat(Elapsed.tenths(Duration.ofMillis(-5))).isEqualTo("0:00.0");
  }

  @Test
  void columnsAreAligned() {
    assertThat(new Table("A", "LONG").row("alpha", "b").row("c", "delta").lines(80))
        .containsExactly("A      LONG", "alpha  b", "c      delta");
  }

  @Test
  void theWidestColumnGivesWay() {
    assertThat(new Table("NAME", "TEXT").row("web-1", "a very long text indeed").lines(20))
        .containsExactly("NAME   TEXT", "web-1  a very lon...");
  }

  @Test
  void noColourWithoutPaint() {
    assertThat(new Paint(false).bad("x")).isEqualTo("x");
    assertThat(new Paint(true).good("x")).isEqualTo("\u001b[32mx\u001b[0m");
  }
}
