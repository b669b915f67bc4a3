package org.lifeboot.lab.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.Network;

/// OpenSSH's client, as an owner starts it with nothing but the mail at hand: the password is typed
/// by SSH_ASKPASS, the host is known from the mail's line and from nowhere else.
public final class SecureShell {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path folder;
  private final Network network;

  /// A client with a folder of its own.
  ///
  /// @param folder where known_hosts and the askpass program are written, private to this user
  public SecureShell(Path folder, Network network) {
    this.folder = folder;
    this.network = network;
  }

  /// Runs a command as root on the rescued server.
  ///
  /// @param letter says where the server is
  /// @param knownHosts the only hosts that are trusted
  public Tool.Outcome run(Letter letter, String password, List<String> knownHosts, String command) {
    var words = new ArrayList<String>();
    words.addAll(
        List.of(
            "ssh",
            "-F",
            "none",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "UserKnownHostsFile=" + written("known_hosts", String.join("\n", knownHosts) + "\n"),
            "-o",
            "GlobalKnownHostsFile=/dev/null",
            "-o",
            "PreferredAuthentications=password",
            "-o",
            "NumberOfPasswordPrompts=1",
            "-o",
            "ConnectTimeout=30",
            "-o",
            "LogLevel=ERROR",
            "-p",
            Integer.toString(letter.sshDoor().port()),
            "root@" + letter.sshDoor().host(),
            command));
    return Tool.run(LIMIT, typing(password), network.inside(words));
  }

  /// What makes ssh(1), or what starts it, type a password.
  Map<String, String> typing(String password) {
    return Map.of(
        "SSH_ASKPASS",
        askPassword().toString(),
        "SSH_ASKPASS_REQUIRE",
        "force",
        "LIFEBOOT_LAB_PASSWORD",
        password);
  }

  private Path askPassword() {
    var program = written("askpass", "#!/bin/sh\nprintf '%s\\n' \"$LIFEBOOT_LAB_PASSWORD\"\n");
    try {
      return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
    }
  }
}
