package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdacTest {

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve("sys/devices/system/edac/mc").resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text + "\n");
  }

  @Test
  void aModuleIsNamedAsTheBoardsMakerCallsIt() throws IOException {
    file("mc0/dimm0/dimm_label", "CPU1_DIMM_A1");
    file("mc0/dimm0/dimm_ce_count", "3");
    file("mc0/dimm0/dimm_ue_count", "1");
    file("mc0/dimm4/dimm_label", "");
    file("mc0/dimm4/dimm_ce_count", "0");
    file("mc0/dimm4/dimm_ue_count", "0");

    assertThat(Edac.read(root))
        .isEqualTo(Map.of("CPU1_DIMM_A1", new Edac.Count(3, 1), "mc0 dimm4", new Edac.Count(0, 0)));
  }

  @Test
  void aControllerThatKnowsNoModulesCountsForItself() throws IOException {
    file("mc1/ce_count", "2");
    file("mc1/ue_count", "0");

    assertThat(Edac.read(root)).isEqualTo(Map.of("memory controller mc1", new Edac.Count(2, 0)));
  }

  @Test
  void withoutMemoryControllersNothingIsKnown() {
    assertThat(Edac.read(root)).isEmpty();
  }
}
