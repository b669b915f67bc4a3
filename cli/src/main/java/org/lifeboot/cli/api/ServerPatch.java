package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/// What is to be said of a server from now on; what is absent stays.
///
/// @param efiLoader empty: it is looked for again
@Json
public record ServerPatch(
    Optional<String> name,
    Optional<List<String>> macAddresses,
    Optional<String> ownerEmail,
    Optional<PowerDraft> power,
    Optional<String> sshAddress,
    Optional<ServerNetwork> network,
    Optional<String> efiLoader) {

  /// Changes nothing.
  public static final ServerPatch NOTHING =
      new ServerPatch(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
