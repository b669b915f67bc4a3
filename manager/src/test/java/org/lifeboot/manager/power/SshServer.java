package org.lifeboot.manager.power;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.manager.process.RunningProgram;

/// OpenSSH's server (package openssh-server) on the loopback interface, for the user of the test.
/// Whatever it is asked to run it only writes down.
final class SshServer implements AutoCloseable {

  private final Path folder;
  private final int port;
  private RunningProgram program;

  private SshServer(Path folder, int port, RunningProgram program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  static SshServer start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    makeKey(folder.resolve("host"));
    makeKey(folder.resolve("user"));
    Files.writeString(
        folder.resolve("authorized_keys"),
        "command=\"echo $SSH_ORIGINAL_COMMAND >> %s\",restrict %s"
            .formatted(folder.resolve("asked"), Files.readString(folder.resolve("user.pub"))));
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        """
            .formatted(port, folder.resolve("host"), folder.resolve("authorized_keys")));
    // Where sshd of root puts its unprivileged half; systemd makes it otherwise.
    if (System.getProperty("user.name", "").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    SshServer server = new SshServer(folder, port, run(folder));
    server.await();
    return server;
  }

  private static RunningProgram run(Path folder) throws IOException {
    return Programs.start(
        List.of("/usr/sbin/sshd", "-D", "-e", "-f", folder.resolve("sshd_config").toString()),
        line -> {});
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static void makeKey(Path file) throws InterruptedException {
    Programs.run(
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()),
        new Limits(Duration.ofSeconds(30), 2000));
  }

  private void await() throws InterruptedException {
    while (!listens()) {
      Thread.sleep(20);
    }
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The system was installed anew.
  void changeHostKey() throws IOException, InterruptedException {
    program.close();
    Files.delete(folder.resolve("host"));
    makeKey(folder.resolve("host"));
    program = run(folder);
    await();
  }

  PowerSettings.Ssh settings() {
    return new PowerSettings.Ssh("127.0.0.1:" + port, System.getProperty("user.name", "root"));
  }

  String key() {
    return read("user");
  }

  String otherKey() throws InterruptedException {
    makeKey(folder.resolve("other"));
    return read("other");
  }

  /// Every command that was asked for.
  String asked() throws IOException {
    Path file = folder.resolve("asked");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
