package org.lifeboot.lab.story;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.server.Firmware;

/// A server with UEFI and Secure Boot, by DHCP and TFTP.
@Tag("end-to-end")
class SecureBootEndToEndTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aServerWithSecureBootIsRescuedAndRefusesATamperedKernel(TestReporter reporter) {
    var story = new FirmwareStory(folder, Firmware.UEFI_SECURE_BOOT);
    story.cell().in(reporter);
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    var took = story.play();
    System.out.printf("  UEFI with Secure Boot: active %d s after power-on%n", took.toSeconds());
  }
}
