package org.lifeboot.agent.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Lets login shells complete `lifeboot`. The script came with the Agent, so that it knows just the
/// commands that are there.
public final class ShellCompletion {

  private static final String PROFILE =
      """
      # Of Lifeboot's Agent: bash completes lifeboot.
      if [ -n "${BASH_VERSION:-}" ] && [ -r /opt/lifeboot/completion/lifeboot.bash ]; then
      	. /opt/lifeboot/completion/lifeboot.bash
      fi
      """;

  private ShellCompletion() {}

  /// Writes it where /etc/profile looks.
  ///
  /// @return why it could not be; empty when it could
  public static Optional<String> offer(Path systemRoot) {
    try {
      Path folder = Files.createDirectories(systemRoot.resolve("etc/profile.d"));
      Files.writeString(folder.resolve("lifeboot.sh"), PROFILE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("offering completion to login shells: " + e + ", ignoring");
    }
  }
}
