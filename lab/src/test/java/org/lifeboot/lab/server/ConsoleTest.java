package org.lifeboot.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {

  /// As systemd 257 writes it.
  private static final String SYSTEMD =
      "\u001b[K[\u001b[0;1;38:5:185mDEPEND\u001b[0m] Dependency failed for"
          + " \u001b[0;1;39msrv-customers.mount\u001b[0m - /srv/customers.\r\r\n";

  @TempDir Path folder;

  @Test
  void systemdsLinesAreReadWithoutTheirColours() throws IOException {
    var console = consoleOf(SYSTEMD);

    assertThat(console.awaitAfter(0, DemoDisks.FAULT_LINE, Duration.ZERO))
        .contains("[DEPEND] Dependency failed for srv-customers.mount - /srv/customers.");
  }

  @Test
  void whatWasSaidBeforeIsNotTakenForNew() throws IOException {
    var console = consoleOf(SYSTEMD);

    assertThat(console.awaitAfter(console.end(), DemoDisks.FAULT_LINE, Duration.ZERO)).isEmpty();
  }

  @Test
  void aServerThatHasSaidNothingHasAnEmptyConsole() {
    assertThat(new Console(folder.resolve("nothing")).tail(5)).isEmpty();
  }

  private Console consoleOf(String text) throws IOException {
    return new Console(Files.writeString(folder.resolve("console.log"), text));
  }
}
