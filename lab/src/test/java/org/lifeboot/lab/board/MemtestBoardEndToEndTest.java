package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboot.lab.board.MemtestStory.PASS;
import static org.lifeboot.lab.board.MemtestStory.heard;
import static org.lifeboot.lab.board.MemtestStory.memtest;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;

/// A stuck bit that the real Memtest86+ finds is read over serial-over-LAN.
@Tag("end-to-end")
class MemtestBoardEndToEndTest {

  private static final long ADDRESS = 0x2345678;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aStuckBitIsReadWithItsAddress() {
    MemtestStory.play(folder, MemtestBoardEndToEndTest::fails);
  }

  private static void fails(IpmiStage scene) {
    var server = scene.machine().server().orElseThrow();
    try (var bit = server.faults().stuckBit(ADDRESS, 0x10)) {
      assertThat(bit).isNotNull();
      assertThat(Patience.untilTrue(PASS, () -> !heard(scene).text("address").isEmpty()))
          .as(() -> memtest(scene).toString())
          .isTrue();
    }
    assertThat(heard(scene).text("verdict")).isEqualTo("failed");
    assertThat(Long.decode(heard(scene).text("address"))).isBetween(ADDRESS - 7, ADDRESS);
    assertThat(memtest(scene).at("timeline").toString()).contains("Memtest86+ has found an error");
  }
}
