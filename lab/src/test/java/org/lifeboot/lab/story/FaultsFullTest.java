package org.lifeboot.lab.story;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.story.Crashes.Middle;

/// Faults that are injected into a running virtual server, and checks that end in its silence. One
/// boot carries it all.
@Tag("full")
class FaultsFullTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void everyInjectedFaultIsFound() {
    assumeThat(System.getProperty("user.name")).as("loop mounts need root").isEqualTo("root");
    var damaged = new DamagedFileSystems(folder).ofEachKind();
    RescuedServer.play(folder, damaged, rescued -> play(rescued, damaged.size()));
  }

  private static void play(RescuedServer rescued, int damaged) {
    var faults = new FaultsStory(rescued);
    faults.ofDrivesAndProcessors(IntStream.range(0, damaged).mapToObj(i -> virtio(i)).toList());

    rescued.server().slowDown("data", 1 << 20);
    rescued.server().slowDown("ext4", 512 << 10);
    new Crashes(rescued, Middle.fileSystem(virtio(0)), Middle.SURFACE).afterSilence().cancel();
    new Crashes(rescued, Middle.MEMORY, Middle.SURFACE, Middle.SELF_TEST)
        .afterSilence()
        .afterQuit();
  }

  /// The kernel's name of the n-th virtio drive.
  private static String virtio(int n) {
    return "/dev/vd" + (char) ('a' + n);
  }
}
