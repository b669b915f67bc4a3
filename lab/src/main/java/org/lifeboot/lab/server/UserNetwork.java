package org.lifeboot.lab.server;

import java.util.List;
import java.util.Optional;

/// QEMU's own network, for which nobody needs to be root: QEMU answers DHCP itself and names the
/// Manager's start script as the boot file. The server sees this machine as 10.0.2.2; only its SSH
/// can be reached from outside, on a port of this machine.
///
/// @param bootPort the Manager's boot port
/// @param sshPort the port of 127.0.0.1 that leads to the server's SSH
public record UserNetwork(int bootPort, int sshPort) implements QemuNetwork {

  @Override
  public List<String> arguments(String macAddress, Firmware firmware) {
    return List.of(
        "-netdev",
        "user,id=lan,bootfile=http://%s:%d/boot/start.ipxe,hostfwd=tcp:127.0.0.1:%d-:22"
            .formatted(GATEWAY, bootPort, sshPort),
        "-device",
        "virtio-net-pci,netdev=lan,bootindex=0,mac=" + macAddress + firmware.card());
  }

  @Override
  public Optional<String> sshAddress() {
    return Optional.of(LOOPBACK + ":" + sshPort);
  }
}
