package org.lifeboot.agent.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.HostKey;

/// sshd's host keys: made in RAM at the first start of the Agent, never part of the image.
///
/// ed25519 and ecdsa, which every OpenSSH since 6.5 (2014) knows; an RSA key takes up to a minute
/// to make where the processor is emulated.
public final class HostKeys {

  private static final List<String> TYPES = List.of("ed25519", "ecdsa");

  private final Tools tools;
  private final Path sshFolder;

  /// @param sshFolder `/etc/ssh`
  public HostKeys(Tools tools, Path sshFolder) {
    this.tools = tools;
    this.sshFolder = sshFolder;
  }

  /// Makes those that are missing. Empty when all are there; else what went wrong.
  public Optional<String> make() {
    for (String type : TYPES) {
      Path file = sshFolder.resolve("ssh_host_" + type + "_key");
      if (Files.exists(publicPart(file))) {
        continue;
      }
      try {
        Files.createDirectories(sshFolder);
        Files.deleteIfExists(file); // half a pair; ssh-keygen would ask before overwriting it
      } catch (IOException e) {
        return Optional.of("making a host key in " + sshFolder + ": " + e);
      }
      Optional<String> problem =
          tools.run(SshKeygen.newKey(type, file)).problem("making the host key " + file);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /// The public parts of those that are there.
  public List<HostKey> known() {
    var keys = new ArrayList<HostKey>();
    for (String type : TYPES) {
      Path file = publicPart(sshFolder.resolve("ssh_host_" + type + "_key"));
      try {
        String[] words = Files.readString(file).strip().split(" ", 3);
        keys.add(new HostKey(words[0], words.length > 1 ? words[1] : ""));
      } catch (IOException | IllegalArgumentException _) {
        // not there, or half written: not a key to tell of
      }
    }
    return keys;
  }

  private static Path publicPart(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }
}
