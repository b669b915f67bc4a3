package org.lifeboot.manager.memtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// On what the real Memtest86+ sent.
class MemtestReadingTest {

  private static SerialScreen screen(byte[] bytes) {
    SerialScreen screen = new SerialScreen();
    screen.feed(bytes, 0, bytes.length);
    return screen;
  }

  private static MemtestReading read(String recording) {
    return MemtestReading.of(screen(MemtestRecording.bytes(recording)), false).orElseThrow();
  }

  @Test
  void theBeginningTellsVersionAndProgress() {
    assertThat(read("7.20-start")).isEqualTo(new MemtestReading("7.20", 2, 0, 5, 4, 73, 0, 0, ""));
  }

  @Test
  void aPassThatIsOverIsCounted() {
    assertThat(read("7.20-passed"))
        .isEqualTo(new MemtestReading("7.20", 234, 1, 5, 4, 91, 0, 0, ""));
  }

  @Test
  void whoMissedTheBeginningReadsAllButTheVersion() {
    assertThat(read("7.20-late")).isEqualTo(new MemtestReading("", 234, 1, 5, 4, 91, 0, 0, ""));
  }

  @Test
  void errorsAreCountedAndTheFirstHasItsAddress() {
    assertThat(read("7.20-errors"))
        .isEqualTo(new MemtestReading("7.20", 2, 0, 5, 4, 74, 7, 0, "2345678"));
  }

  @Test
  void anErrorInTheListCountsBeforeTheCountersAreDrawn() {
    byte[] all = MemtestRecording.bytes("7.20-errors");
    String text = new String(all, StandardCharsets.ISO_8859_1);
    byte[] cut = Arrays.copyOf(all, text.lastIndexOf("\u001b[2;35H\u001b[0m  5%"));

    assertThat(MemtestReading.of(screen(cut), true).orElseThrow())
        .extracting(MemtestReading::errors, MemtestReading::address)
        .containsExactly(1L, "2345678");
  }

  @Test
  void aCorrectedErrorInTheListIsNoFailure() {
    SerialScreen screen = screen(MemtestRecording.bytes("7.20-start"));
    byte[] row =
        "\u001b[13;1H  1      0    3   000002345678 (35.2MB)  Correctable ECC Error - CH# 0   "
            .getBytes(StandardCharsets.US_ASCII);
    screen.feed(row, 0, row.length);

    assertThat(MemtestReading.of(screen, true).orElseThrow())
        .extracting(MemtestReading::errors, MemtestReading::corrected, MemtestReading::address)
        .containsExactly(0L, 1L, "2345678");
  }

  @Test
  void correctedErrorsAreCountedApart() {
    String line = "\u001b[9;1HUsing: All Cores                          | Pass:  2     Err: 0";
    SerialScreen screen = screen(MemtestRecording.bytes("7.20-start"));
    byte[] more = (line + "       ECC: 14   ").getBytes(StandardCharsets.US_ASCII);
    screen.feed(more, 0, more.length);

    MemtestReading reading = MemtestReading.of(screen, true).orElseThrow();

    assertThat(reading.corrected()).isEqualTo(14);
    assertThat(reading.errors()).isZero();
  }

  @Test
  void nothingIsReadOfALineThatIsBeingWritten() {
    byte[] all = MemtestRecording.bytes("7.20-errors");
    String text = new String(all, StandardCharsets.ISO_8859_1);
    byte[] cut = Arrays.copyOf(all, text.lastIndexOf("Errors: 7") + 5);

    assertThat(MemtestReading.of(screen(cut), false)).isEmpty();
  }

  @Test
  void aServerThatSaysSomethingElseIsNotRead() {
    byte[] other = "GRUB loading.\r\nPass: 3 Errors: 0\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(MemtestReading.of(screen(other), true)).isEmpty();
    assertThat(MemtestReading.of(new SerialScreen(), true)).isEmpty();
  }
}
