package org.lifeboot.manager.netboot;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// Takes connections of GRUB out of the way of the same machine's next boot.
///
/// GRUB's own TCP (2.12) begins with port 21550 each time that it is started, and still holds the
/// connection that its script came by when it starts a kernel. To a machine that is back within
/// minutes, the old connection would answer for the new one, and GRUB would hear nothing.
final class GrubConnection {

  private static final String SCRIPT = "/boot/grub";

  /// The script has long been read. After this Jetty ends its half of the connection, after twice
  /// this all of it.
  static final Duration SCRIPT_LIMIT = Duration.ofSeconds(5);

  private GrubConnection() {}

  /// What ends such a connection ends it at once (RFC 9293, 3.10.7), without waiting for a last
  /// word of a machine that no longer knows of it.
  static void leaveNothing(Context context) throws IOException {
    var agent = context.userAgent();
    if (agent == null || !agent.startsWith("GRUB")) {
      return;
    }
    EndPoint end =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    if (end.getTransport() instanceof SocketChannel channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    if (context.path().equals(SCRIPT)) {
      end.setIdleTimeout(SCRIPT_LIMIT.toMillis());
    }
  }
}
