package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.SelectorManager;

/// How many connections one address may hold, so that one machine gone mad cannot take them all.
/// Thread-safe.
final class AddressLimit implements SelectorManager.AcceptListener {

  private final int limit;
  private final Map<SelectableChannel, InetAddress> open = new HashMap<>();
  private final Map<InetAddress, Integer> counts = new HashMap<>();

  AddressLimit(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void onAccepted(SelectableChannel channel) {
    if (!(channel instanceof SocketChannel socket) || socket.socket().getInetAddress() == null) {
      return;
    }
    var address = socket.socket().getInetAddress();
    open.put(channel, address);
    if (counts.merge(address, 1, Integer::sum) > limit) {
      refuse(socket);
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onClosed(channel);
  }

  @Override
  public synchronized void onClosed(SelectableChannel channel) {
    var address = open.remove(channel);
    if (address != null) {
      counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Shut down, not closed: Jetty closes it, and reports that, when it reads the end.
  private static void refuse(SocketChannel socket) {
    try {
      socket.shutdownInput();
      socket.shutdownOutput();
    } catch (IOException _) {
      // It has gone by itself.
    }
  }
}
