package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stand.Answer.NotReady;
import org.lifeboot.agent.check.filesystem.Stand.Answer.Ready;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Makes a place for the rehearsal from what was asked for: a copy of an image file, a snapshot of
/// a device.
public final class Stands {

  /// stat(2): the file's type, and the type of a block device.
  private static final int TYPE = 0xF000;

  private static final int BLOCK_DEVICE = 0x6000;

  private final Claims claims;
  private final ScratchCopy copies;

  public Stands(Tools tools, Claims claims) {
    this(claims, new ScratchCopy(tools, List.of(temporary(), Path.of("/var/tmp"))));
  }

  /// @param temporary folders for copies of images: the first with room is taken
  public Stands(Tools tools, Claims claims, List<Path> temporary) {
    this(claims, new ScratchCopy(tools, temporary));
  }

  Stands(Claims claims, ScratchCopy copies) {
    this.claims = claims;
    this.copies = copies;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  public Stand.Answer of(String target, CheckWatch watch) throws InterruptedException {
    Optional<Path> path = path(target);
    if (path.isEmpty() || !Files.exists(path.get())) {
      return new NotReady("There is no %s here.".formatted(HostileText.line(target)));
    }
    if (Files.isRegularFile(path.get())) {
      return copies.of(path.get(), watch);
    }
    if (isBlockDevice(path.get())) {
      watch.step("", "taking a snapshot of it in RAM");
      return snapshot(path.get().toString());
    }
    return new NotReady(
        "%s is neither a device nor an image file.".formatted(HostileText.line(target)));
  }

  /// A copy of one partition of an image of a whole disk.
  Stand.Answer of(Path image, Partition partition, CheckWatch watch) throws InterruptedException {
    return copies.of(image, partition, watch);
  }

  private Stand.Answer snapshot(String device) {
    return switch (claims.look(device, "rehearsed repair")) {
      case ClaimAnswer.Granted(Claim claim) ->
          new Ready(new Stand(claim.path(), claim::trouble, claim::close));
      case ClaimAnswer.Refused(String holder) ->
          new NotReady("Nothing is known of the file system: " + holder);
      case ClaimAnswer.Failed(String reason) ->
          new NotReady("Nothing is known of the file system: " + HostileText.line(reason, 500));
    };
  }

  /// Absolute: tools work in another folder.
  private static Optional<Path> path(String target) {
    try {
      return target.isBlank() ? Optional.empty() : Optional.of(Path.of(target).toAbsolutePath());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static boolean isBlockDevice(Path path) {
    try {
      return ((int) Files.getAttribute(path, "unix:mode") & TYPE) == BLOCK_DEVICE;
    } catch (IOException _) {
      return false; // it has gone
    }
  }
}
