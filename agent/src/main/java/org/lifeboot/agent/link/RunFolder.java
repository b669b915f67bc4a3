package org.lifeboot.agent.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// `/run/lifeboot`, which is RAM: what must outlive the Agent's process but not the boot. Every
/// file is readable by root alone and replaced in one step.
///
/// @param path the folder
public record RunFolder(Path path) {

  private static final FileAttribute<Set<PosixFilePermission>> ROOT_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public Path sessionFile() {
    return path.resolve("session.json");
  }

  /// The Agent's own secret: the same for every Agent process of this boot.
  ///
  /// @return 64 hexadecimal digits
  public String agentKey() {
    Path file = path.resolve("agent-key");
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    write("agent-key", key);
    return key;
  }

  /// Replaces a file of the folder; after a crash in the middle the old one is still there.
  public void write(String name, String text) {
    Path file = path.resolve(name);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ROOT_ONLY);
      Files.writeString(fresh, text, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }
}
