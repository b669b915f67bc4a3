package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.UserNetwork;

/// The same story as `./lifeboot demo --unattended`, with a real mail server.
@Tag("end-to-end")
class StoryEndToEndTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aServerIsRescuedAndGoesBackToItsDisk(TestReporter reporter) {
    new Cell("SeaBIOS", "iPXE in the card", "QEMU's own DHCP").in(reporter);
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new UserNetwork(doors.boot(), Ports.free());

    try (var stage = new Stage(new Stage.Plan(folder, network, doors, true, Map.of()))) {
      var report = new Story(stage, new Transcript(System.out), Accelerator.best()).play();

      report.numbers().forEach((what, howMuch) -> System.out.println("  " + what + ": " + howMuch));
      report.failure().ifPresent(_ -> Sit.down(stage));
      assertThat(report.failure()).isEmpty();
    }
  }
}
