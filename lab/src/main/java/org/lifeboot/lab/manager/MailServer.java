package org.lifeboot.lab.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Child;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.Network;

/// A real SMTP server (aiosmtpd, Debian's python3-aiosmtpd) that puts every mail it takes into a
/// maildir.
public final class MailServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final Path maildir;
  private final int port;
  private final Child process;

  private MailServer(Path maildir, int port, Child process) {
    this.maildir = maildir;
    this.port = port;
    this.process = process;
  }

  public static MailServer start(Path folder, Network network, int port) {
    var maildir = folder.resolve("maildir");
    var address = network.deskAddress() + ":" + port;
    var command =
        network.inside(
            List.of(
                "aiosmtpd",
                "--nosetuid",
                "--listen",
                address,
                "--class",
                "aiosmtpd.handlers.Mailbox",
                maildir.toString()));
    var process =
        Child.start("the mail server", command, Map.of(), folder.resolve("mail-server.log"));
    var server = new MailServer(maildir, port, process);
    if (!Patience.untilTrue(START, () -> accepts(network.deskAddress(), port))) {
      server.close();
      throw new LabException(
          "the mail server does not listen on %s; see %s".formatted(address, process.log()));
    }
    return server;
  }

  private static boolean accepts(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /// The mails that have arrived, as they came over the wire.
  public List<String> mails() {
    var arrived = maildir.resolve("new");
    if (!Files.isDirectory(arrived)) {
      return List.of();
    }
    try (var files = Files.list(arrived)) {
      return files.sorted().map(MailServer::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the maildir " + maildir, e);
    }
  }

  private static String read(Path mail) {
    try {
      return Files.readString(mail, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the mail " + mail, e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
