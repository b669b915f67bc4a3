package org.lifeboot.manager.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What an operator says about a server.
///
/// @param name a DNS label: lower-case letters, digits, hyphens
/// @param macAddresses of its network cards; at least one
/// @param ownerEmail where the rescue mail goes
/// @param power the power driver's settings as a JSON object with `driver`; the power package reads
///   it
/// @param sshAddress where owners reach its SSH, when that is not simply its own address
/// @param network how its rescue system comes to its address
/// @param efiLoader what boots its disk under UEFI, when that is not to be looked for
public record ServerDraft(
    String name,
    List<MacAddress> macAddresses,
    String ownerEmail,
    String power,
    Optional<SshAddress> sshAddress,
    ServerNetwork network,
    Optional<EfiLoader> efiLoader) {

  /// The settings of a server without remote power.
  public static final String NO_POWER = "{\"driver\":\"none\"}";

  /// With an address by DHCP, and a loader that is looked for.
  public ServerDraft(
      String name,
      List<MacAddress> macAddresses,
      String ownerEmail,
      String power,
      Optional<SshAddress> sshAddress) {
    this(name, macAddresses, ownerEmail, power, sshAddress, ServerNetwork.DHCP, Optional.empty());
  }

  public ServerDraft {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException(
          "not a server name: \""
              + name
              + "\"; a name has 1 to 63 lower-case letters, digits and hyphens and does not begin"
              + " with a hyphen");
    }
    macAddresses = List.copyOf(new LinkedHashSet<>(macAddresses));
    if (macAddresses.isEmpty() || macAddresses.size() > 32) {
      throw new IllegalArgumentException("a server has 1 to 32 MAC addresses");
    }
    ownerEmail = ownerEmail.strip();
    if (ownerEmail.length() > 254
        || !ownerEmail.matches(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")) {
      throw new IllegalArgumentException("not an e-mail address: \"" + ownerEmail + "\"");
    }
    power = power.isBlank() ? NO_POWER : power;
  }
}
