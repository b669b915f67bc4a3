package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A machine that asked what to boot and that nobody registered, as it says of itself.
///
/// @param mac the card that it asked with
@Json
public record Stranger(
    String mac,
    List<String> macAddresses,
    String suggestedName,
    Optional<Instant> lastSeen,
    long times,
    Optional<String> address,
    Optional<String> platform,
    Optional<String> product,
    Optional<String> serial) {
  public Stranger {
    mac = Missing.text(mac);
    macAddresses = Missing.list(macAddresses);
    suggestedName = Missing.text(suggestedName);
    lastSeen = Missing.optional(lastSeen);
    address = Missing.optional(address);
    platform = Missing.optional(platform);
    product = Missing.optional(product);
    serial = Missing.optional(serial);
  }

  /// All of them, as the Manager lists them.
  @Json
  public record Listing(List<Stranger> strangers) {
    public Listing {
      strangers = Missing.list(strangers);
    }
  }
}
