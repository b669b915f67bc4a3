package org.lifeboot.agent.repair;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.agent.tool.Sha256;

/// A file that the user names.
public record SavedInFile(Path file) implements SavedPlace {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// An older file is never overwritten: it may be the only way back from another repair.
  @Override
  public Optional<String> put(Path from, String sha256) {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException _) {
      return Optional.of("%s is there already; name another file.".formatted(file));
    } catch (IOException e) {
      return notWritten(e);
    }
    try (var out = new FileOutputStream(file.toFile())) {
      Files.copy(from, out);
      out.getFD().sync();
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
