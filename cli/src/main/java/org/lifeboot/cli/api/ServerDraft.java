package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/// A server to register. The Manager checks it; nothing is checked twice here.
///
/// @param sshAddress `host:port` where owners reach its SSH, when it is not the server's own
///   address
/// @param efiLoader what boots its disk under UEFI, when that is not to be looked for
@Json
public record ServerDraft(
    String name,
    List<String> macAddresses,
    String ownerEmail,
    PowerDraft power,
    Optional<String> sshAddress,
    Optional<ServerNetwork> network,
    Optional<String> efiLoader) {
  public ServerDraft {
    macAddresses = List.copyOf(macAddresses);
  }
}
