package org.lifeboot.agent.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.stack.Passphrases;
import picocli.CommandLine.Option;

/// The options of `mount` and `chroot`.
final class MountWishes {

  @Option(
      names = "--write",
      description = "The disks themselves, to be written. Without it nothing is written on them.")
  private boolean write;

  @Option(
      names = "--root",
      paramLabel = "DEV",
      description = {
        "The system to take, by its root: /dev/sda2, /dev/sda2:SUBVOLUME, UUID=…, LABEL=….",
        "Or a file system to mount alone."
      })
  private Optional<String> root = Optional.empty();

  @Option(
      names = "--degraded",
      description = "With --write: run arrays that have lost a member since they last ran.")
  private boolean degraded;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "The passphrase of encrypted disks, without a line's end; else it is asked for.")
  private Optional<Path> passphrase = Optional.empty();

  MountWork.Wish wish(Path place, boolean scratch) {
    Access access = write ? Access.WRITE : scratch ? Access.SCRATCH : Access.READ;
    return new MountWork.Wish(place.toAbsolutePath().normalize(), root, access, degraded);
  }

  boolean write() {
    return write;
  }

  /// Where passphrases come from.
  ///
  /// @throws IOException when the file cannot be read
  Passphrases passphrases(Terminal terminal) throws IOException {
    if (passphrase.isPresent()) {
      String word = Files.readString(passphrase.get()).replaceFirst("\\R$", "");
      return (_, _) -> Optional.of(word);
    }
    return MountWork.remembering(
        (_, locked) ->
            terminal.secret("Passphrase of %s (empty: leave it locked): ".formatted(locked)));
  }
}
