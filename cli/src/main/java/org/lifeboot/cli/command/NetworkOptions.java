package org.lifeboot.cli.command;

import java.util.List;
import java.util.Optional;
import org.lifeboot.cli.api.ServerNetwork;
import org.lifeboot.cli.failure.WrongUse;
import picocli.CommandLine.Option;

/// How the rescue system comes to its address.
final class NetworkOptions {

  private static final String BY_DHCP = "dhcp";

  @Option(
      names = "--address",
      paramLabel = "ADDRESS/PREFIX",
      description = {
        "A fixed address of the rescue system, as 10.0.4.21/24 or 2001:db8::21/64 (default: dhcp).",
        "It is set together with --gateway, --dns and --vlan: what is not given is not set any more."
      })
  private Optional<String> address = Optional.empty();

  @Option(names = "--gateway", paramLabel = "ADDRESS", description = "The gateway beside it.")
  private Optional<String> gateway = Optional.empty();

  @Option(
      names = "--dns",
      paramLabel = "ADDRESS",
      split = ",",
      description = "DNS servers beside it, at most two.")
  private List<String> dns = List.of();

  @Option(
      names = "--vlan",
      paramLabel = "NUMBER",
      description = "The network is this VLAN of the card.")
  private Optional<Integer> vlan = Optional.empty();

  /// What was given; with `--address dhcp` and nothing else it takes back what was set.
  Optional<ServerNetwork> draftIfGiven() {
    if (address.isEmpty() && vlan.isEmpty()) {
      if (gateway.isPresent() || !dns.isEmpty()) {
        throw new WrongUse("--gateway and --dns go with --address");
      }
      return Optional.empty();
    }
    return Optional.of(
        new ServerNetwork(address.filter(given -> !given.equals(BY_DHCP)), gateway, dns, vlan));
  }
}
