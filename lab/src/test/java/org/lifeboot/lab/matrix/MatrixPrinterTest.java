package org.lifeboot.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Plays tests of its own with JUnit's launcher, and reads what is printed.
class MatrixPrinterTest {

  private static final Cell CELL = new Cell("SeaBIOS", "iPXE in the card", "dnsmasq");

  /// Played by this test alone: Surefire does not look for tests within tests.
  static final class Played {
    @Test
    void thatPasses(TestReporter reporter) {
      CELL.in(reporter);
    }

    @Test
    void thatFails(TestReporter reporter) {
      new Cell("OVMF", "shim and GRUB by TFTP", "Kea").in(reporter);
      throw new AssertionError("on purpose");
    }

    @Test
    void thatIsNotForThisMachine(TestReporter reporter) {
      new Cell("OVMF, Secure Boot", "HTTP Boot", "Kea").in(reporter);
      Assumptions.abort("no taps here");
    }

    @Test
    void thatBootsNothing(TestReporter reporter) {
      reporter.publishEntry("weather", "rain");
    }
  }

  static final class WithoutCells {
    @Test
    void thatBootsNothing() {}
  }

  private static String printed(Class<?> tests) {
    var bytes = new ByteArrayOutputStream();
    var config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(
                new MatrixPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8)))
            .build();
    LauncherFactory.create(config)
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCellStandsInTheTableWithHowItEnded() {
    var lines = printed(Played.class).lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).isEqualTo("What was booted into rescue:");
    assertThat(lines)
        .anyMatch(line -> line.matches(" +SeaBIOS +iPXE in the card +dnsmasq +passed, \\d+ s"))
        .anyMatch(line -> line.matches(" +OVMF +shim and GRUB by TFTP +Kea +FAILED, \\d+ s"))
        .anyMatch(
            line -> line.matches(" +OVMF, Secure Boot +HTTP Boot +Kea +not played here, \\d+ s"));
    assertThat(lines.subList(2, 5))
        .allMatch(line -> line.startsWith("  ", lines.get(1).indexOf("NETWORK") - 2))
        .anyMatch(line -> line.startsWith("dnsmasq", lines.get(1).indexOf("NETWORK")));
  }

  @Test
  void whereNothingWasBootedNothingIsPrinted() {
    assertThat(printed(WithoutCells.class)).isEmpty();
  }
}
