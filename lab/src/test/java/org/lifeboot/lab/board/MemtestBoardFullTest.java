package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboot.lab.board.MemtestStory.PASS;
import static org.lifeboot.lab.board.MemtestStory.heard;
import static org.lifeboot.lab.board.MemtestStory.memtest;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;

/// A whole pass of the real Memtest86+ is read over serial-over-LAN.
@Tag("full")
class MemtestBoardFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aPassWithoutAnErrorIsReadWhileAPersonLooksAtTheConsole() {
    MemtestStory.play(folder, MemtestBoardFullTest::passes);
  }

  private static void passes(IpmiStage scene) {
    try (var console = scene.console()) {
      assertThat(Patience.untilTrue(PASS, () -> heard(scene).text("verdict").equals("passed")))
          .as(() -> memtest(scene).toString())
          .isTrue();
      assertThat(console.shown()).contains("Time:", "Errors:");
    }
    assertThat(heard(scene).text("errors")).isEqualTo("0");
    scene.api().post("/servers/demo-1/reboot", Map.of("how", "hard"));

    assertThat(memtest(scene).text("state")).isEqualTo("ended");
    assertThat(memtest(scene).at("timeline").toString())
        .containsPattern("Result: passed \\d+ pass(es)? without an error");
  }
}
