package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a server's rescue system comes to its address. The Manager checks it.
///
/// @param address with the length of its prefix; absent for DHCP
@Json
public record ServerNetwork(
    Optional<String> address, Optional<String> gateway, List<String> dns, Optional<Integer> vlan) {
  public ServerNetwork {
    address = Missing.optional(address);
    gateway = Missing.optional(gateway);
    dns = Missing.list(dns);
    vlan = Missing.optional(vlan);
  }

  /// For a person.
  public String words() {
    var words = new ArrayList<String>();
    words.add(address.orElse("by DHCP"));
    gateway.ifPresent(way -> words.add("gateway " + way));
    dns.forEach(server -> words.add("DNS " + server));
    vlan.ifPresent(id -> words.add("VLAN " + id));
    return String.join(", ", words);
  }
}
