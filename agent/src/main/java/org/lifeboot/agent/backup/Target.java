package org.lifeboot.agent.backup;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Where a backup goes.
public sealed interface Target {

  /// A folder that this system can write: a mounted disk.
  record Folder(Path path) implements Target {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /// Another machine, as restic(1) names it: `sftp:user@host:/path`, `s3:https://host/bucket/path`.
  record Remote(String text) implements Target {}

  /// As it was given.
  String text();

  Set<String> REMOTE_KINDS = Set.of("sftp", "s3", "rest", "b2", "azure", "gs", "swift", "rclone");

  /// Reads what a person wrote.
  ///
  /// @throws IllegalArgumentException for what can be no target, with a sentence for the person
  static Target parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || text.substring(0, colon).contains("/")) {
      return new Folder(Path.of(text).toAbsolutePath().normalize());
    }
    String kind = text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (kind.equals("ssh") || !REMOTE_KINDS.contains(kind) || text.length() == colon + 1) {
      throw new IllegalArgumentException(
          text
              + " is no target: name a folder, sftp:user@host:/path or s3:https://host/bucket"
              + " (a folder whose name has a colon: ./"
              + text
              + ").");
    }
    return new Remote(text);
  }
}
