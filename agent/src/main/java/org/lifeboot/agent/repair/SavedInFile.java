package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file that the user names.
public record SavedInFile(Path file) implements SavedPlace {

  /// An older file is never overwritten: it may be the only way back from another repair.
  @Override
  public Optional<String> put(Path from, String sha256) {
    try {
      Files.copy(from, file);
    } catch (FileAlreadyExistsException _) {
      return Optional.of("%s is there already; name another file.".formatted(file));
    } catch (IOException e) {
      return notWritten(e);
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
      return Sha256.of(file).equals(sha256)
          ? Optional.empty()
          : Optional.of("%s does not hold what was written to it.".formatted(file));
    } catch (IOException e) {
      return notWritten(e);
    }
  }

  private Optional<String> notWritten(IOException problem) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("removing " + file + ": " + e + ", ignoring");
    }
    return Optional.of("writing %s: %s".formatted(file, problem.getMessage()));
  }

  @Override
  public Optional<String> fetch(Path into) {
    try {
      Files.copy(file, into, StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  @Override
  public String inWords() {
    return "in " + file;
  }
}
