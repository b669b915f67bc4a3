package org.lifeboot.agent.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One TLS connection to the Manager, that can be cut off at any moment by anybody.
///
/// A [SSLSocket] that is closed while another thread is held up in a write waits for that thread;
/// the plain socket below it does not.
final class Dial implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  private final Socket plain;
  private final SSLSocket secure;

  private Dial(Socket plain, SSLSocket secure) {
    this.plain = plain;
    this.secure = secure;
  }

  /// @param address as `wss://host:port/agent`
  static Dial to(URI address, SSLContext tls) throws IOException {
    int port = address.getPort() < 0 ? 443 : address.getPort();
    var plain = new Socket();
    try {
      plain.connect(
          new InetSocketAddress(hostOf(address), port), Math.toIntExact(CONNECT_LIMIT.toMillis()));
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.setSoTimeout(Math.toIntExact(CONNECT_LIMIT.toMillis()));
      var secure =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, hostOf(address), port, true);
      secure.startHandshake();
      plain.setSoTimeout(0);
      return new Dial(plain, secure);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /// Without the brackets of an IPv6 address.
  private static String hostOf(URI address) {
    String host = address.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  SSLSocket socket() {
    return secure;
  }

  /// Cuts it off at once.
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException _) {
      // it is closed all the same
    }
  }
}
