package org.lifeboot.lab.server;

import java.util.List;
import java.util.Optional;

/// QEMU's own network for a server that boots from a [Medium]: its card has no boot program, and
/// the page that the server itself serves can be reached on a port of this machine.
///
/// @param pagePort the port of 127.0.0.1 that leads to the server's port 443
public record MediumNetwork(int pagePort) implements QemuNetwork {

  @Override
  public List<String> arguments(String macAddress, Firmware firmware) {
    return List.of(
        "-netdev",
        "user,id=lan,hostfwd=tcp:127.0.0.1:%d-:443".formatted(pagePort),
        "-device",
        "virtio-net-pci,netdev=lan,romfile=,mac=" + macAddress);
  }

  @Override
  public Optional<String> sshAddress() {
    return Optional.empty();
  }
}
