package org.lifeboot.lab.story;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Claims over a whole stack of partitions, arrays and volumes; arrays that are ill; memory that
/// fails under its test. One boot carries all three.
@Tag("end-to-end")
class ClaimsEndToEndTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void claimsHoldOverTheWholeStackAndIllArraysAndMemoryAreFound() {
    var empty = new BrokenDrives(folder);
    var drives = List.of(empty.empty("upper", 1536), empty.empty("lower", 1024));
    RescuedServer.play(folder, drives, ClaimsEndToEndTest::play);
  }

  private static void play(RescuedServer rescued) {
    var stack = new Stack("/dev/vda", "/dev/vdb");
    new ClaimsStory(rescued, stack, List.of("upper", "lower")).play();
    var faults = new FaultsStory(rescued);
    faults.ofArrays(stack.second() + 1);
    faults.ofMemory();
  }
}
