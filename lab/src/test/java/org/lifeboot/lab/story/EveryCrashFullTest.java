package org.lifeboot.lab.story;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboot.lab.server.Drive;
import org.lifeboot.lab.story.Crashes.Middle;

/// Each check in each way that a server can go away: a boot for each, so only `./lifeboot lab
/// --full` plays it. Burn, memory and file-system check wait for each other: one of them at a time,
/// the others beside it.
@Tag("full")
class EveryCrashFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  enum Alone {
    BURN,
    FILE_SYSTEM,
    MEMORY;

    private Middle middle() {
      return switch (this) {
        case BURN -> Middle.BURN;
        case FILE_SYSTEM -> Middle.fileSystem("/dev/vda");
        case MEMORY -> Middle.MEMORY;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetInTheMiddleIsACrash(Alone alone) {
    play(alone, Crashes::afterReset);
  }

  @ParameterizedTest
  @EnumSource
  void aPowerCutInTheMiddleIsACrash(Alone alone) {
    play(alone, Crashes::afterQuit);
  }

  private void play(Alone alone, Consumer<Crashes> end) {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var broken = new BrokenDrives(folder);
    List<Drive> drives = new ArrayList<>(List.of(broken.withADamagedExt4()));
    drives.addAll(broken.ofAnUncleanRaid1());
    RescuedServer.play(
        folder,
        drives,
        rescued -> {
          rescued.server().slowDown("data", 1 << 20);
          rescued.server().slowDown("damaged", 64 << 10);
          rescued.server().slowDown("mirrora", 4 << 10);
          rescued.server().slowDown("mirrorb", 4 << 10);
          var crashes =
              new Crashes(
                  rescued,
                  alone.middle(),
                  Middle.SURFACE,
                  Middle.raid("/dev/vdb"),
                  Middle.SELF_TEST);
          end.accept(crashes.afterSilence());
        });
  }
}
