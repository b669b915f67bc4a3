package org.lifeboot.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.process.Ports;

@Tag("end-to-end")
class DiskBootEndToEndTest {

  @Test
  void aServerBootsItsDiskWhenNoManagerAnswers(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
    var nobody = new UserNetwork(Ports.free(), Ports.free());
    var plan =
        new VirtualServer.Plan(
            "demo-1", folder, "52:54:00:11:fe:b0", Built.disks().drives(), nobody);

    try (var server = VirtualServer.start(plan, Accelerator.best())) {
      var console = server.console();

      assertThat(console.awaitAfter(0, DemoDisks.BOOT_LINE, Duration.ofMinutes(5))).isPresent();
      assertThat(console.awaitAfter(0, DemoDisks.KERNEL_LINE, Duration.ofMinutes(5))).isPresent();
      assertThat(console.awaitAfter(0, DemoDisks.FAULT_LINE, Duration.ofMinutes(5))).isPresent();
    }
  }
}
