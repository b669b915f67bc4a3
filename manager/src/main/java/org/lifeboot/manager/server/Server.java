package org.lifeboot.manager.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A machine under care.
///
/// @param liveSession id of the rescue session that is not over yet
public record Server(
    ServerId id,
    String name,
    List<MacAddress> macAddresses,
    String ownerEmail,
    String power,
    Optional<SshAddress> sshAddress,
    ServerNetwork network,
    Optional<EfiLoader> efiLoader,
    Netboot netboot,
    Optional<String> liveSession,
    Instant createdAt) {
  public Server {
    macAddresses = List.copyOf(macAddresses);
  }

  /// What an operator said about it, to change a part of it.
  public ServerDraft draft() {
    return new ServerDraft(name, macAddresses, ownerEmail, power, sshAddress, network, efiLoader);
  }
}
