package org.lifeboot.lab.story;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Claims over a whole stack of partitions, arrays and volumes, and arrays that are ill. One boot
/// carries both.
@Tag("full")
class ClaimsFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void claimsHoldOverTheWholeStackAndIllArraysAreFound() {
    var empty = new BrokenDrives(folder);
    var drives = List.of(empty.empty("upper", 1536), empty.empty("lower", 1024));
    RescuedServer.play(folder, drives, ClaimsFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var stack = new Stack("/dev/vda", "/dev/vdb");
    new ClaimsStory(rescued, stack, List.of("upper", "lower")).play();
    new FaultsStory(rescued).ofArrays(stack.second() + 1);
  }
}
