package org.lifeboot.manager.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;

/// OpenSSH's ssh(1) and ssh-keyscan(1). No configuration of the Manager's user counts, nothing is
/// forwarded, nobody is asked. The key stands in a file of its own for as long as ssh runs, in RAM
/// where there is /dev/shm.
record SshClient(PowerSettings.Ssh settings) {

  private static final int USUAL_PORT = 22;
  private static final Limits SCAN = new Limits(Duration.ofSeconds(20), 16_000);
  private static final Limits RUN = new Limits(Duration.ofSeconds(40), 2000);
  private static final List<String> TYPES =
      List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "ssh-rsa");

  /// Asked of the system's own shell: its services are stopped, its file systems unmounted.
  private static final String COMMAND =
      "if [ \"$(id -u)\" = 0 ]; then shutdown -r now; else sudo -n shutdown -r now; fi";

  /// What ssh said.
  sealed interface Said {
    record Well() implements Said {}

    record Badly(String why, String toDo) implements Said {}
  }

  /// The host's keys, the one that ssh would choose first.
  List<SshHostKey> hostKeys() throws InterruptedException {
    return switch (Programs.run(scanCommand(), SCAN)) {
      case Outcome.Exited(int _, String output) -> keys(output);
      case Outcome.TimedOut(var _, String output) -> keys(output);
      case Outcome.NotStarted _ -> List.of();
    };
  }

  static List<SshHostKey> keys(String output) {
    return output
        .lines()
        .flatMap(line -> SshHostKey.of(line).stream())
        .filter(key -> TYPES.contains(key.type()))
        .sorted(Comparator.comparingInt(key -> TYPES.indexOf(key.type())))
        .toList();
  }

  private List<String> scanCommand() {
    Endpoint endpoint = Endpoint.of("ssh", settings.address());
    String port = Integer.toString(endpoint.portOr(USUAL_PORT));
    return List.of(
        "ssh-keyscan", "-T", "8", "-t", "ed25519,ecdsa,rsa", "-p", port, endpoint.host());
  }

  List<String> command(Path key, Path knownHosts) {
    Endpoint endpoint = Endpoint.of("ssh", settings.address());
    return List.of(
        "ssh",
        "-F",
        "/dev/null",
        "-T",
        "-x",
        "-a",
        "-p",
        Integer.toString(endpoint.portOr(USUAL_PORT)),
        "-i",
        key.toString(),
        "-oIdentitiesOnly=yes",
        "-oIdentityAgent=none",
        "-oBatchMode=yes",
        "-oPreferredAuthentications=publickey",
        "-oStrictHostKeyChecking=yes",
        "-oUserKnownHostsFile=" + knownHosts,
        "-oGlobalKnownHostsFile=/dev/null",
        "-oUpdateHostKeys=no",
        "-oHostKeyAlias=server",
        "-oClearAllForwardings=yes",
        "-oConnectTimeout=15",
        "-oServerAliveInterval=5",
        "-oServerAliveCountMax=2",
        "-oLogLevel=ERROR",
        "-l",
        settings.user(),
        endpoint.host(),
        COMMAND);
  }

  Said reboot(String key, SshHostKey host) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory(place(), "lifeboot-ssh", only("rwx------"));
      try {
        Path keyFile = written(folder.resolve("key"), key.replace("\r", "").strip() + "\n");
        Path hosts =
            written(
                folder.resolve("known_hosts"), "server " + host.type() + " " + host.blob() + "\n");
        return report(Programs.run(command(keyFile, hosts), RUN));
      } finally {
        Files.deleteIfExists(folder.resolve("key"));
        Files.deleteIfExists(folder.resolve("known_hosts"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new Said.Badly(
          "the key could not be given to ssh: " + e.getMessage(), "Is the disk full?");
    }
  }

  private static Path place() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? memory
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static Path written(Path file, String text) throws IOException {
    Files.createFile(file, only("rw-------"));
    return Files.writeString(file, text);
  }

  /// A system that goes down at once may take the connection with it: then it was asked.
  static Said report(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, String _) when code == 0 -> new Said.Well();
      case Outcome.Exited(int code, String output) when code == 255 && wentDown(output) ->
          new Said.Well();
      case Outcome.Exited(int code, String output) -> failure(code, output);
      case Outcome.TimedOut(Duration limit, String _) ->
          new Said.Badly(
              "ssh was not done after " + limit.toSeconds() + " seconds and was killed",
              "The system may hang; a hard reboot does not ask it");
      case Outcome.NotStarted(String reason) ->
          new Said.Badly(reason, "Install the package openssh-client on the Manager's machine");
    };
  }

  private static boolean wentDown(String output) {
    return output.contains("closed by remote host") || output.contains("Broken pipe");
  }

  private static Said failure(int code, String output) {
    if (output.contains("Permission denied")) {
      return new Said.Badly(
          "the key was refused",
          "Put its public half into ~/.ssh/authorized_keys of that user, and use a key without a"
              + " passphrase");
    }
    if (output.contains("a password is required") || output.contains("sudo:")) {
      return new Said.Badly(
          "sudo refused: " + output, "Let that user run shutdown by sudo without a password");
    }
    return new Said.Badly(
        Optional.of(output).filter(text -> !text.isBlank()).orElse("exit code " + code),
        "The words are ssh's or the server's; try the same by hand");
  }
}
