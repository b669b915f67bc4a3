package org.lifeboot.manager.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// How the rescue system on a server comes to its address, on the card that it booted from.
///
/// @param address a fixed one with the length of its prefix, `10.0.4.21/24` or `2001:db8::21/64`;
///   without it DHCP is asked
/// @param gateway may be outside of the address's network
/// @param dns at most two
/// @param vlan the network is this VLAN of the card, 1 to 4094
public record ServerNetwork(
    Optional<String> address, Optional<String> gateway, List<String> dns, Optional<Integer> vlan) {

  /// DHCP on the card itself.
  public static final ServerNetwork DHCP =
      new ServerNetwork(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  private static final int MOST_DNS = 2;

  public ServerNetwork {
    address = address.map(ServerNetwork::withPrefix);
    gateway = gateway.map(text -> host(text, "a gateway"));
    dns = dns.stream().map(text -> host(text, "a DNS server")).toList();
    if (dns.size() > MOST_DNS) {
      throw new IllegalArgumentException("at most two DNS servers can be handed over");
    }
    if (vlan.filter(id -> id < 1 || id > 4094).isPresent()) {
      throw new IllegalArgumentException("a VLAN has a number from 1 to 4094");
    }
    if (address.isEmpty() && (gateway.isPresent() || !dns.isEmpty())) {
      throw new IllegalArgumentException(
          "a gateway or DNS server without an address: DHCP tells them; leave them empty or write"
              + " the address, such as 10.0.4.21/24");
    }
    if (address.isPresent()
        && gateway.isPresent()
        && sixth(address.get()) != sixth(gateway.get())) {
      throw new IllegalArgumentException("address and gateway are of different kinds (IPv4, IPv6)");
    }
  }

  /// Reads what was typed; empty texts are what is not set.
  ///
  /// @param dns separated by blanks or commas
  public static ServerNetwork of(String address, String gateway, String dns, String vlan) {
    return new ServerNetwork(
        given(address),
        given(gateway),
        List.of(dns.strip().split("[\\s,]+", -1)).stream().filter(one -> !one.isEmpty()).toList(),
        given(vlan).map(ServerNetwork::number));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(some -> !some.isEmpty());
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "a VLAN has a number from 1 to 4094, not \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  /// The address itself, without its prefix.
  public Optional<String> host() {
    return address.map(text -> text.substring(0, text.indexOf('/')));
  }

  /// The length of the address's prefix, in bits.
  public Optional<String> prefix() {
    return address.map(text -> text.substring(text.indexOf('/') + 1));
  }

  /// Whether an address is one of IPv6.
  public static boolean sixth(String address) {
    return address.indexOf(':') >= 0;
  }

  /// For people: `10.0.4.21/24, gateway 10.0.4.1, VLAN 12`.
  public String words() {
    String from = address.orElse("by DHCP");
    String way = gateway.map(text -> ", gateway " + text).orElse("");
    String names = dns.isEmpty() ? "" : ", DNS " + String.join(" ", dns);
    return from + way + names + vlan.map(id -> ", VLAN " + id).orElse("");
  }

  private static String withPrefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "an address without the length of its network's prefix: \""
              + text
              + "\"; write it as 10.0.4.21/24 or 2001:db8::21/64");
    }
    String host = host(text.substring(0, slash), "an address");
    String prefix = text.substring(slash + 1).strip();
    int longest = sixth(host) ? 128 : 32;
    if (!prefix.matches("[0-9]{1,3}")
        || Integer.parseInt(prefix) < 1
        || Integer.parseInt(prefix) > longest) {
      throw new IllegalArgumentException(
          "the prefix of " + host + " has 1 to " + longest + " bits, not \"" + prefix + "\"");
    }
    return host + "/" + Integer.parseInt(prefix);
  }

  /// One machine's address in its usual spelling. Names are not looked up.
  private static String host(String text, String what) {
    String stripped = text.strip();
    boolean literal =
        stripped.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
            || stripped.matches("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    if (!literal) {
      throw new IllegalArgumentException("not " + what + ": \"" + text + "\"");
    }
    try {
      return usual(InetAddress.ofLiteral(stripped), what);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("not " + what + ": \"" + text + "\"");
    }
  }

  private static String usual(InetAddress address, String what) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()
        || address.getHostAddress().equals("255.255.255.255")) {
      throw new IllegalArgumentException("not " + what + ": " + address.getHostAddress());
    }
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : address.getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }
}
