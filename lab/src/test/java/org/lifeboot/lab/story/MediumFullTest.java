package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.Medium;
import org.lifeboot.lab.server.MediumNetwork;
import org.lifeboot.lab.server.VirtualServer;

/// A machine that is started from Lifeboot's medium.
@Tag("full")
class MediumFullTest {

  private static final Duration BOOT = MediumStory.BOOT;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @CsvSource({"BIOS, STICK", "UEFI_SECURE_BOOT, CD", "UEFI_SECURE_BOOT, STICK"})
  void withoutAManagerTheMachineRescuesItself(
      Firmware firmware, Medium.Kind kind, TestReporter reporter) {
    MediumStory.play(folder, firmware, kind, reporter);
  }

  @ParameterizedTest
  @CsvSource({"BIOS, CD", "UEFI_SECURE_BOOT, STICK"})
  void withAManagerItDoesWhatTheManagerSays(
      Firmware firmware, Medium.Kind kind, TestReporter reporter) {
    MediumStory.cell(firmware, kind, "with a Manager").in(reporter);
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new MediumNetwork(Ports.free());
    var boot = URI.create("http://%s:%d".formatted(network.managerAddress(), doors.boot()));
    var image = Built.medium(folder.resolve("medium.iso"), Optional.of(boot));
    var stagePlan = new Stage.Plan(folder, network, doors, true, Map.of(), firmware);
    try (var stage = new Stage(stagePlan)) {
      stage.startManager();
      var api = stage.api();
      api.post("/servers", stage.registration());
      var server =
          api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
      var rescue = new Rescue(api, server.at("session").text("id"));
      var plan = stage.serverPlan().with(new Medium(image, kind));
      try (var machine = VirtualServer.start(plan, Accelerator.best())) {
        assertThat(rescue.await("active", BOOT))
            .as(() -> rescue.session() + String.join("\n", machine.console().tail(60)))
            .isTrue();
        assertThat(machine.writes()).as("writes to the drives").isZero();
        theNextBootIsTheDisks(api, machine.console());
      }
    }
  }

  private static void theNextBootIsTheDisks(Api api, Console console) {
    long before = console.end();
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "soft"));
    assertThat(Patience.untilTrue(BOOT, () -> bootsItsDisk(console.textAfter(before))))
        .as(() -> console.textAfter(before))
        .isTrue();
  }

  /// Where the firmware's network is not there for GRUB, the medium's Linux cannot go back to the
  /// disk, and says what the Manager said.
  private static boolean bootsItsDisk(String said) {
    return List.of("demo-1 boots from its disk", "the netboot of demo-1 is \"disk\"").stream()
        .anyMatch(said::contains);
  }
}
