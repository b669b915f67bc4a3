package org.lifeboot.agent.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lifeboot.agent.tool.Hostile;

/// What the kernel tells of mounts and device-mapper's devices.
public final class ClaimFuzz {

  private ClaimFuzz() {}

  public static void mountinfo(byte[] input) {
    try {
      Path folder = Files.createTempDirectory("lifeboot-fuzz");
      Path file = Files.createDirectory(folder.resolve("self")).resolve("mountinfo");
      try {
        Files.write(file, input);
        new Mounts(folder, folder.resolve("times")).all();
      } finally {
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void dmsetup(byte[] input) {
    var outcome = Hostile.outcome(input);
    Dmsetup.lost(outcome);
    Dmsetup.whole(outcome);
    Dmsetup.names(outcome).forEach(ClaimRecords::leftByTheDead);
  }
}
