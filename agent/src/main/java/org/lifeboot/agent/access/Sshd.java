package org.lifeboot.agent.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lifeboot.agent.linux.Systemctl;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Tools;

/// sshd and the log-ins it has let in. It is not running until the first credentials are applied.
final class Sshd {

  private static final String SERVICE = "ssh.service";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Tools tools;
  private final Path settings;
  private final InetSocketAddress address;
  private final Duration patience;

  /// @param settingsFolder `/etc/ssh/sshd_config.d`: the first setting found wins there, in the
  ///   order of names
  /// @param address where it listens
  /// @param patience how long it may take to answer once systemd calls it started
  Sshd(Tools tools, Path settingsFolder, InetSocketAddress address, Duration patience) {
    this.tools = tools;
    this.settings = settingsFolder.resolve("00-lifeboot.conf");
    this.address = address;
    this.patience = patience;
  }

  /// Listens when this returns without a problem. Log-ins that are there already stay.
  Optional<String> start(boolean withPassword) {
    try {
      Files.createDirectories(settings.getParent());
      Files.writeString(settings, settingsFor(withPassword));
    } catch (IOException e) {
      return Optional.of("writing " + settings + ": " + e);
    }
    return tools.run(Systemctl.restart(SERVICE)).problem("starting sshd").or(this::awaitAnswer);
  }

  private static String settingsFor(boolean withPassword) {
    return """
        PermitRootLogin %s
        PasswordAuthentication %s
        KbdInteractiveAuthentication no
        """
        .formatted(withPassword ? "yes" : "prohibit-password", withPassword ? "yes" : "no");
  }

  /// sshd speaks first (RFC 4253, 4.2): its greeting is the proof.
  private Optional<String> awaitAnswer() {
    long end = System.nanoTime() + patience.toNanos();
    String last = "";
    do {
      try (var socket = new Socket()) {
        socket.connect(address, 2000);
        socket.setSoTimeout((int) patience.toMillis());
        var greeting = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
        if (greeting.equals("SSH-")) {
          return Optional.empty();
        }
        last = "it answered something else than SSH";
      } catch (IOException e) {
        last = e.toString();
      }
      try {
        Thread.sleep(100); // between two tries: nothing tells when a port opens
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    } while (System.nanoTime() < end);
    return Optional.of(
        "waiting %d s for sshd on %s: %s".formatted(patience.toSeconds(), address, last));
  }

  /// Stops listening and ends every log-in. What is not there to be ended is no problem.
  Optional<String> stop() {
    Optional<String> problem = tools.run(Systemctl.stop(SERVICE)).problem("stopping sshd");
    tools.run(
        Command.of(LIMIT, "loginctl", "terminate-user", "root")); // exits 1 for "nobody there"
    tools.run(Command.of(LIMIT, "pkill", "-KILL", "-x", "sshd-session|sshd"));
    return problem;
  }
}
