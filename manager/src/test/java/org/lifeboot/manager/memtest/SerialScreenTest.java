package org.lifeboot.manager.memtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SerialScreenTest {

  private final SerialScreen screen = new SerialScreen();

  private void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    screen.feed(bytes, 0, bytes.length);
  }

  @Test
  void textStandsWhereItWasPlaced() {
    send("\u001b[2J\u001b[?25l\u001b[3;5HPass\u001b[0m\u001b[3;11H12%");

    assertThat(screen.line(2)).isEqualTo("    Pass  12%");
  }

  @Test
  void whatIsWrittenAgainReplacesWhatStoodThere() {
    send("\u001b[1;1Habcdef\u001b[1;3HXY\u001b[1;6H\u001b[K");

    assertThat(screen.line(0)).isEqualTo("abXYe");
  }

  @Test
  void aFullLastRowDoesNotScroll() {
    send("\u001b[1;1Htop\u001b[25;1H" + "x".repeat(80));

    assertThat(screen.line(0)).isEqualTo("top");
    assertThat(screen.line(24)).hasSize(80);
    assertThat(screen.settled(24)).isTrue();
  }

  @Test
  void linesAfterTheLastOneScroll() {
    send("\u001b[1;1Htop\r\nnext\u001b[25;1Hlast\r\nnew");

    assertThat(screen.line(0)).isEqualTo("next");
    assertThat(screen.line(23)).isEqualTo("last");
    assertThat(screen.line(24)).isEqualTo("new");
  }

  @Test
  void aRowIsUnsettledWhileItIsWritten() {
    send("\u001b[9;1HUsing: all");

    assertThat(screen.settled(8)).isFalse();
    assertThat(screen.settled(7)).isTrue();
  }

  @Test
  void placesBeyondTheScreenAreItsEdges() {
    send("\u001b[999;9999Hz\u001b[0;0Ha\u001b[;Hb\u001b[99999999999999999999;1Hc");

    assertThat(screen.line(24)).endsWith("z");
    assertThat(screen.line(0)).isEqualTo("c");
  }

  @Test
  void anEndlessControlSequenceEndsAndIsPassedOver() {
    send("\u001b[" + "1;".repeat(100_000) + "Hx");

    assertThat(screen.line(0) + screen.line(24)).contains("x");
  }

  @Test
  void whateverComesItStaysAScreenOfPrintableCharacters() {
    byte[] noise = new byte[1 << 20];
    new Random(7).nextBytes(noise);

    screen.feed(noise, 0, noise.length);

    for (int row = 0; row < SerialScreen.ROWS; row++) {
      assertThat(screen.line(row)).hasSizeLessThanOrEqualTo(80).matches("[ -~]*");
    }
  }
}
