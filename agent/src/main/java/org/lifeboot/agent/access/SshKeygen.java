package org.lifeboot.agent.access;

import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.agent.tool.Command;

/// ssh-keygen(1).
final class SshKeygen {

  private SshKeygen() {}

  /// @param type `ed25519` or `ecdsa`
  /// @param file where the private key goes; the public one goes to the same name with `.pub`
  static Command newKey(String type, Path file) {
    return Command.of(
        Duration.ofMinutes(2),
        "ssh-keygen",
        "-q",
        "-t",
        type,
        "-N",
        "",
        "-C",
        "rescue",
        "-f",
        file.toString());
  }
}
