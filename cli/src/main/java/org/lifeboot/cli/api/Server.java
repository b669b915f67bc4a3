package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A server under the Manager's care.
///
/// @param netboot what it boots next
/// @param efiLoader what boots its disk under UEFI, when that is not looked for
/// @param memtest its newest choice of Memtest86+
/// @param session the live rescue session, or the newest one
@Json
public record Server(
    String id,
    String name,
    List<String> macAddresses,
    String ownerEmail,
    Optional<Power> power,
    Optional<String> sshAddress,
    Optional<ServerNetwork> network,
    Optional<String> efiLoader,
    String netboot,
    Optional<Session> session,
    Optional<Memtest> memtest,
    Optional<Instant> createdAt) {
  public Server {
    id = Missing.text(id);
    name = Missing.text(name);
    macAddresses = Missing.list(macAddresses);
    ownerEmail = Missing.text(ownerEmail);
    power = Missing.optional(power);
    sshAddress = Missing.optional(sshAddress);
    network = Missing.optional(network);
    efiLoader = Missing.optional(efiLoader);
    netboot = Missing.text(netboot);
    session = Missing.optional(session);
    memtest = Missing.optional(memtest);
    createdAt = Missing.optional(createdAt);
  }

  /// How its power is controlled, as far as a list tells. A driver that this program does not know
  /// yet is shown by its name.
  @Json
  public record Power(String driver, Optional<String> socket) {
    public Power {
      driver = Missing.text(driver);
      socket = Missing.optional(socket);
    }

    public String words() {
      return socket.map(path -> driver + " " + path).orElse(driver);
    }
  }

  /// All servers, as the Manager lists them.
  @Json
  public record Listing(List<Server> servers) {
    public Listing {
      servers = Missing.list(servers);
    }
  }
}
