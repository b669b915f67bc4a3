package org.lifeboot.agent.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Tools;

/// root's password (shadow(5)) and keys (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").
final class RootAccount {

  /// crypt(5): `$id$…`; nothing that chpasswd could take for two lines or two fields.
  private static final String CRYPT_HASH = "\\$[0-9a-z]{1,8}\\$[./0-9A-Za-z$=,]{8,400}";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Tools tools;
  private final Path sshFolder;

  /// @param home root's home folder
  RootAccount(Tools tools, Path home) {
    this.tools = tools;
    this.sshFolder = home.resolve(".ssh");
  }

  /// What is wrong with the hash, if anything; the hash itself is not repeated.
  static Optional<String> problemOf(String passwordHash) {
    return passwordHash.isEmpty() || passwordHash.matches(CRYPT_HASH)
        ? Optional.empty()
        : Optional.of("the password hash is not one of crypt(5)");
  }

  /// @param hash checked by [#problemOf]; empty: no password opens the account, keys do
  Optional<String> setPassword(String hash) {
    if (hash.isEmpty()) {
      return tools.run(usermodPassword("*")).problem("taking root's password away");
    }
    return tools.run(chpasswd(hash)).problem("setting root's password");
  }

  /// Replaces all keys at once.
  Optional<String> setKeys(List<String> lines) {
    Path file = sshFolder.resolve("authorized_keys");
    Path fresh = sshFolder.resolve("authorized_keys.new");
    try {
      Files.createDirectories(
          sshFolder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, lines, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("writing " + file + ": " + e);
    }
  }

  /// No password, no keys.
  Optional<String> lock() {
    Optional<String> problem = tools.run(usermodPassword("!")).problem("locking root");
    try {
      Files.deleteIfExists(sshFolder.resolve("authorized_keys"));
    } catch (IOException e) {
      return Optional.of("removing root's keys: " + e);
    }
    return problem;
  }

  private static Command chpasswd(String hash) {
    return Command.of(LIMIT, "chpasswd", "--encrypted").withInput("root:" + hash + "\n");
  }

  /// usermod(8); only for `*` and `!`, which are not secret.
  private static Command usermodPassword(String nobody) {
    return Command.of(LIMIT, "usermod", "--password", nobody, "root");
  }
}
