package org.lifeboot.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// TCP ports of this machine.
public final class Ports {

  private Ports() {}

  /// A port of 127.0.0.1 that nobody listens on now.
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free TCP port", e);
    }
  }

  /// `wanted`, or a free one when somebody has it.
  public static int preferably(int wanted) {
    try (var socket = new ServerSocket(wanted, 1)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      return free();
    }
  }
}
