package org.lifeboot.lab.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a virtual server and the Manager reach each other.
public sealed interface Network permits QemuNetwork, BridgeNetwork {

  /// QEMU's arguments for the one network card.
  List<String> arguments(String macAddress, Firmware firmware);

  /// The Manager's address, as the server sees it and as it stands in a URL.
  String managerAddress();

  /// The Manager's address, as the lab and its user's browser see it.
  String deskAddress();

  /// The address that the Manager listens on, so that the server and the desk reach it and nobody
  /// else need.
  String listenAddress();

  /// The Manager's settings by which it gives addresses; empty where it gives none.
  default Map<String, String> dhcp() {
    return Map.of();
  }

  /// Servers have IPv6 and nothing else.
  default boolean sixth() {
    return false;
  }

  /// The command that runs `command` where the Manager can be reached by the server.
  List<String> inside(List<String> command);

  /// Where owners reach the server's SSH, `host:port`; empty when it is the server's own address.
  Optional<String> sshAddress();
}
