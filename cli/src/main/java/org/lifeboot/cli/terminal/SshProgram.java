package org.lifeboot.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.cli.failure.Unreachable;

/// ssh(1) of this machine, in this very terminal.
public final class SshProgram {

  private SshProgram() {}

  /// How this program was started, up to its own arguments: what begins with `ssh`.
  ///
  /// @return `lifeboot` where the system does not tell
  public static List<String> self() {
    var info = ProcessHandle.current().info();
    List<String> arguments = List.of(info.arguments().orElse(new String[0]));
    int own = arguments.indexOf("ssh");
    if (info.command().isEmpty() || own < 0) {
      return List.of("lifeboot");
    }
    var words = new ArrayList<String>();
    words.add(info.command().get());
    words.addAll(arguments.subList(0, own));
    return words;
  }

  /// The arguments of a log-in to a rescued server.
  ///
  /// @param self how to start this program for the way through the Manager
  /// @param knownHosts a file with the session's host keys, and no other, by `alias`
  /// @param rest what the person has typed after the server's name
  public static List<String> command(
      List<String> self, String server, Keys knownHosts, List<String> rest) {
    var proxy = new ArrayList<String>();
    self.forEach(word -> proxy.add(quoted(word)));
    proxy.addAll(List.of("ssh", "--proxy", quoted(server)));
    var words =
        new ArrayList<>(
            List.of(
                "ssh",
                "-o",
                "ProxyCommand=" + String.join(" ", proxy),
                "-o",
                "HostKeyAlias=" + knownHosts.alias,
                "-o",
                "UserKnownHostsFile=" + knownHosts.file,
                "-o",
                "GlobalKnownHostsFile=/dev/null",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UpdateHostKeys=no",
                "-l",
                "root",
                server));
    words.addAll(rest);
    return words;
  }

  /// The host keys of a session.
  public record Keys(Path file, String alias) {

    /// Writes them into a file of their own.
    ///
    /// @param lines of known_hosts; the name they begin with is replaced
    public static Keys of(String alias, List<String> lines) {
      try {
        Path file = Files.createTempFile("lifeboot-known-hosts", "");
        Files.write(
            file, lines.stream().map(line -> alias + line.substring(line.indexOf(' '))).toList());
        return new Keys(file, alias);
      } catch (IOException e) {
        throw new UncheckedIOException("writing the server's host keys", e);
      }
    }

    public void forget() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("removing " + file, e);
      }
    }
  }

  /// For the shell that runs a ProxyCommand; ssh_config(5) reads `%` before it.
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''").replace("%", "%%") + "'";
  }

  /// Runs it to its end.
  ///
  /// @return its exit code, which is the remote command's
  public static int run(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Unreachable("starting ssh: " + e.getMessage() + "; is OpenSSH installed here?");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unreachable("stopped");
    }
  }
}
