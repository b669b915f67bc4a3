package org.lifeboot.agent.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamProblem;

/// The bytes of one SSH connection to the rescue system's own sshd.
public final class SshTunnelTalk implements Opened.Talk {

  private static final int CONNECT_LIMIT_MILLIS = 10_000;

  private final Socket sshd;
  private Optional<Thread> typing = Optional.empty();

  private SshTunnelTalk(Socket sshd) {
    this.sshd = sshd;
  }

  /// Connects to it.
  public static Opened to(InetSocketAddress address) throws IOException {
    var sshd = new Socket();
    try {
      sshd.connect(address, CONNECT_LIMIT_MILLIS);
      sshd.setTcpNoDelay(true);
      return new Opened.Talks(StreamAnswer.Ready.bytes(), new SshTunnelTalk(sshd));
    } catch (IOException e) {
      sshd.close();
      return Opened.Declines.because(
          StreamProblem.UNREADABLE,
          "sshd of the rescue system does not answer on port %d: %s"
              .formatted(address.getPort(), e.getMessage()));
    }
  }

  @Override
  public String with(TwoWay line) throws IOException {
    typing = Optional.of(Thread.ofPlatform().daemon().name("to sshd").start(() -> type(line)));
    sshd.getInputStream().transferTo(line.out());
    return "sshd has closed the connection.";
  }

  /// Ends with the line; then sshd's end is closed too, which ends the other way.
  private void type(TwoWay line) {
    try {
      line.in().transferTo(sshd.getOutputStream());
    } catch (IOException _) {
      // either end has gone
    } finally {
      close(sshd);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is closed all the same
    }
  }

  @Override
  public void close() {
    close(sshd);
    try {
      if (typing.isPresent()) {
        typing.get().join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
