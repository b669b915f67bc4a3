package org.lifeboot.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir Path proc;

  @Test
  void memoryInUseIsWhatIsNotAvailable() throws Exception {
    Files.writeString(
        proc.resolve("meminfo"),
        """
        MemTotal:         988204 kB
        MemFree:          126740 kB
        MemAvailable:     552356 kB
        """);

    assertThat(new Machine(proc).memory())
        .isEqualTo(new Machine.Memory(988_204L * 1024, (988_204L - 552_356L) * 1024));
  }

  @Test
  void uptimeIsInWholeSeconds() throws Exception {
    Files.writeString(proc.resolve("uptime"), "376.81 512.20\n");

    assertThat(new Machine(proc).uptimeSeconds()).isEqualTo(376);
  }

  @Test
  void aKernelThatDoesNotTellIsNoReasonToStop() {
    var machine = new Machine(proc);

    assertThat(machine.uptimeSeconds()).isZero();
    assertThat(machine.memory()).isEqualTo(new Machine.Memory(0, 0));
    assertThat(machine.bootId()).isEmpty();
  }

  @Test
  void addressesAreThoseThatOthersCanReach() {
    assertThat(Machine.addresses()).doesNotContain("127.0.0.1", "::1").noneMatch(String::isBlank);
  }
}
