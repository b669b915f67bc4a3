package org.lifeboot.lab.story;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboot.lab.server.Firmware;

/// Every firmware that the lab has, on a real network.
@Tag("full")
class FirmwareFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Firmware.class,
      names = {"UEFI_IPXE", "UEFI", "UEFI_HTTP_SECURE_BOOT"})
  void aServerIsRescued(Firmware firmware, TestReporter reporter) {
    play(new FirmwareStory(folder, firmware), reporter);
  }

  @ParameterizedTest
  @EnumSource(
      value = Firmware.class,
      names = {"UEFI", "UEFI_HTTP_SECURE_BOOT"})
  void aServerWithIpv6AloneIsRescued(Firmware firmware, TestReporter reporter) {
    play(new FirmwareStory(folder, firmware, true), reporter);
  }

  private static void play(FirmwareStory story, TestReporter reporter) {
    story.cell().in(reporter);
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var took = story.play();
    System.out.printf("  %s: active %d s after power-on%n", story.cell(), took.toSeconds());
  }
}
