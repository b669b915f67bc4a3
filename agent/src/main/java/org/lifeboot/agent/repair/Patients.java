package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lifeboot.agent.check.filesystem.Stands;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.repair.Patient.Answer.Held;
import org.lifeboot.agent.repair.Patient.Answer.NotHeld;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Takes hold of what is to be written.
final class Patients {

  private final Claims claims;
  private final Stands stands;

  /// @param temporary folders for copies of images
  Patients(Tools tools, Claims claims, List<Path> temporary) {
    this.claims = claims;
    this.stands = new Stands(tools, claims, temporary);
  }

  Patient.Answer of(String target, String purpose) {
    try {
      Path path = Path.of(target).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        return image(path.toRealPath());
      }
      return target.startsWith("/dev/") && Files.exists(path)
          ? device(path.toString(), purpose)
          : new NotHeld("There is no %s here.".formatted(HostileText.line(target)));
    } catch (InvalidPathException | IOException e) {
      return new NotHeld("%s: %s".formatted(HostileText.line(target), e.getMessage()));
    }
  }

  /// A mounted image is behind a loop device.
  private Patient.Answer image(Path image) throws IOException {
    try (Stream<Path> blocks = Files.list(Path.of("/sys/block"))) {
      boolean taken =
          blocks.map(each -> each.resolve("loop/backing_file")).anyMatch(file -> says(file, image));
      return taken
          ? new NotHeld("%s is in use: a loop device stands on it.".formatted(image))
          : new Held(ImageFile.of(image, stands));
    }
  }

  private static boolean says(Path file, Path image) {
    try {
      return Files.readString(file).strip().equals(image.toString());
    } catch (IOException _) {
      return false; // no loop device, or it has gone
    }
  }

  private Patient.Answer device(String device, String purpose) {
    return switch (claims.holdToWrite(device, purpose)) {
      case ClaimAnswer.Granted(Claim claim) -> new Held(new HeldDevice(claims, claim));
      case ClaimAnswer.Refused(String holder) -> new NotHeld(device + ": " + holder);
      case ClaimAnswer.Failed(String reason) -> new NotHeld(HostileText.line(reason, 500));
    };
  }
}
