package org.lifeboot.agent.check.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.DirectFile;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// A real block device, where the machine lets one have it.
@Timeout(60)
class LoopDeviceTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final RememberingWatch watch = new RememberingWatch();
  private String device = "";

  private String run(String... words) {
    Outcome outcome = tools.run(Command.of(Duration.ofSeconds(20), words));
    return outcome instanceof Outcome.Exited(int code, String out, _) && code == 0
        ? out.strip()
        : "";
  }

  @BeforeEach
  void attach() throws IOException {
    resize(32L * MIB);
    device = run("losetup", "--find", "--show", folder.resolve("disk.img").toString());
    assumeTrue(device.startsWith("/dev/loop"), "loop devices need root");
  }

  @AfterEach
  void detach() {
    run("losetup", "--detach", device);
  }

  private void resize(long bytes) throws IOException {
    try (var image = new RandomAccessFile(folder.resolve("disk.img").toFile(), "rw")) {
      image.setLength(bytes);
    }
  }

  private CheckReport scan() throws Exception {
    var order = new CheckOrder.Surface(device, 0);
    try (DirectFile file = DirectFile.open(Path.of(device))) {
      return new SurfaceCheck(order, new Claims(tools))
          .scan(new DirectMedium(file), file.direct(), watch);
    }
  }

  @Test
  void aSoundDeviceIsReadDirectlyBySectorsOfItsOwnSize() throws Exception {
    try (DirectFile file = DirectFile.open(Path.of(device))) {
      assertThat(file.direct()).isTrue();
      assertThat(file.sectorBytes()).isEqualTo(512);
      assertThat(file.sizeBytes()).isEqualTo(32L * MIB);
    }
    assertThat(scan().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void fromWhereTheKernelAnswersWithErrorsTheSectorsAreUnreadable() throws Exception {
    resize(30L * MIB + 12_288);

    CheckReport report = scan();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().part()).isEqualTo("sectors 61464–65535");
    assertThat(report.reason())
        .isEqualTo("4072 sectors (2.0 MiB) cannot be read (Input/output error).");
  }

  @Test
  void aDeviceThatSomebodyElseHoldsIsNotReadAndTheHolderIsTold() throws Exception {
    var busy =
        new RecordedTools()
            .answering("blockdev", new Outcome.Exited(0, "65536\n", ""))
            .answering("dmsetup", new Outcome.Exited(1, "", "Device or resource busy"));

    CheckReport report =
        new SurfaceCheck(new CheckOrder.Surface(device, 0), new Claims(busy)).run(watch);

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).contains(device).contains("in use");
    assertThat(report.facts()).isEmpty();
  }
}
