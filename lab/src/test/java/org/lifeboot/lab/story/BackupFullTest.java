package org.lifeboot.lab.story;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a drive with a bad sector, and of files.
@Tag("full")
class BackupFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aDriveWithABadSectorIsBackedUpAndComesBack() {
    var broken = new BrokenDrives(folder);
    var drives = List.of(broken.withABadSector(), broken.empty("spare", 256));
    RescuedServer.play(folder, drives, BackupFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    new BackupStory(rescued.shell(), "/dev/vda", "/dev/vdb").play();
  }
}
