package org.lifeboot.cli.login;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import org.lifeboot.cli.api.ManagerAddress;
import org.lifeboot.cli.terminal.Surroundings;

/// The file that keeps the log-in: `$XDG_CONFIG_HOME/lifeboot/cli.properties` (by default
/// `~/.config/…`), readable by its owner only.
public record SavedLogin(Path file) {

  public static SavedLogin in(Surroundings around) {
    Path folder =
        around
            .variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> home(around).resolve(".config"));
    return new SavedLogin(folder.resolve("lifeboot").resolve("cli.properties"));
  }

  /// What is kept; empty when nobody has logged in.
  public Optional<Credential> read() {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException("reading the log-in", new IOException(file + ": " + e, e));
    }
    String url = kept.getProperty("url", "");
    String token = kept.getProperty("token", "");
    return url.isEmpty() || token.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential(new ManagerAddress(url), token));
  }

  /// Keeps a log-in instead of the one before. The file is never readable by others, not even for a
  /// moment, and never half written.
  public void write(Credential credential) {
    Properties kept = new Properties();
    kept.setProperty("url", credential.manager().text());
    kept.setProperty("token", credential.token());
    StringWriter text = new StringWriter();
    try {
      kept.store(text, "lifeboot's log-in; made by: lifeboot login");
      Path folder = folderForOneself();
      Path draft =
          Files.createTempFile(
              folder,
              "cli",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, text.toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("keeping the log-in in " + file, e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("deleting the log-in in " + file, e);
    }
  }

  private Path folderForOneself() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder to keep it in");
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }

  private static Path home(Surroundings around) {
    return Path.of(around.variable("HOME").orElseGet(() -> System.getProperty("user.home", ".")));
  }
}
