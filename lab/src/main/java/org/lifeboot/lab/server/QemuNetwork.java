package org.lifeboot.lab.server;

import java.util.List;

/// A network that QEMU itself plays ("user networking" in QEMU's documentation): the server sees
/// this machine as one address and is seen only where a port leads to it.
sealed interface QemuNetwork extends Network permits UserNetwork, MediumNetwork {

  String GATEWAY = "10.0.2.2";
  String LOOPBACK = "127.0.0.1";

  @Override
  default String managerAddress() {
    return GATEWAY;
  }

  @Override
  default String deskAddress() {
    return LOOPBACK;
  }

  @Override
  default String listenAddress() {
    return LOOPBACK;
  }

  @Override
  default List<String> inside(List<String> command) {
    return command;
  }
}
