package org.lifeboot.agent.backup;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lifeboot.agent.tool.Hostile;

/// What lies beside a backup, and what its tools say.
public final class BackupFuzz {

  private BackupFuzz() {}

  public static void map(byte[] input) {
    DdrescueMap.parse(Hostile.text(input))
        .ifPresent(
            map -> {
              require(map.rescuedBytes() >= 0 && map.leftBytes() >= 0, "fewer bytes than none");
              map.lost().forEach(lost -> require(lost.lengthBytes() >= 0, "a length below zero"));
            });
    Ddrescue.rescued(Hostile.text(input))
        .ifPresent(part -> require(part >= 0 && part <= 1, "more than all: " + part));
  }

  public static void restic(byte[] input) {
    Restic.line(Hostile.text(input)).ifPresent(line -> requireLine(line.unreadable(), 400));
  }

  public static void manifest(byte[] input) {
    try {
      Path file = Files.createTempFile("lifeboot-fuzz", ".json");
      Path folder = file.resolveSibling("");
      try {
        Files.write(file, input);
        Manifest known = Manifest.readFrom(file);
        Path image = file.resolveSibling(known.image()).normalize();
        require(
            image.getNameCount() == file.getNameCount() && image.startsWith(folder),
            "another folder: " + image);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      require(e.getMessage() != null, "no words");
    }
  }

  public static void target(byte[] input) {
    try {
      require(!Target.parse(Hostile.text(input)).text().isEmpty(), "nowhere");
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null, "no words");
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }
  }
}
