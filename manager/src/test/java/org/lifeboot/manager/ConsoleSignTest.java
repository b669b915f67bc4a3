package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands on the screen of a machine that was started from the medium.
final class ConsoleSignTest {

  private static final ConsoleSign.Way WAY =
      new ConsoleSign.Way(443, "admin", "x3b9gUg6HAgAJdQnjSLt", "f0cd".repeat(16));

  @TempDir private Path folder;

  @Test
  void aPersonReadsWhereToGoAndWithWhichPassword() {
    assertThat(ConsoleSign.text(WAY, List.of("192.0.2.7", "[2001:db8::7]")).lines())
        .contains(
            "    https://192.0.2.7/",
            "    https://[2001:db8::7]/",
            "  user      admin",
            "  password  x3b9gUg6HAgAJdQnjSLt",
            "    F0:CD:F0:CD:F0:CD:F0:CD:F0:CD:F0:CD:F0:CD:F0:CD:")
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void anotherPortStandsInTheAddress() {
    var way = new ConsoleSign.Way(8443, "admin", "secret", "ab".repeat(32));

    assertThat(ConsoleSign.text(way, List.of("192.0.2.7"))).contains("https://192.0.2.7:8443/");
  }

  @Test
  void withoutANetworkItSaysWhatToLookAt() {
    assertThat(ConsoleSign.text(WAY, List.of())).contains("no network address yet", "cable");
  }

  @Test
  void itStandsOnEveryConsoleAndBeforeTheLogInPrompt() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("sys/class/tty/console"));
    Files.writeString(folder.resolve("sys/class/tty/console/active"), "tty0 ttyS0 ttyS9\n");
    Path dev = Files.createDirectory(folder.resolve("dev"));
    Path screen = Files.createFile(dev.resolve("tty0"));
    Path serial = Files.createFile(dev.resolve("ttyS0"));
    Path issue = folder.resolve("issue.d");

    try (var _ =
        ConsoleSign.start(WAY, new ConsoleSign.Places(folder.resolve("sys"), dev, issue))) {
      assertThat(shows(serial)).isTrue();
    }

    assertThat(screen).content().contains(WAY.password());
    assertThat(dev.resolve("ttyS9")).doesNotExist();
    Path before = issue.resolve("lifeboot.issue");
    assertThat(before).content().contains(WAY.password());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(before)))
        .isEqualTo("rw-------");
  }

  private static boolean shows(Path console) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (Files.size(console) == 0 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return Files.readString(console).contains(WAY.password());
  }
}
