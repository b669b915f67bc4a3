package org.lifeboot.manager.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The reverse proxies that are believed when they say for whom they ask (`X-Forwarded-For`). From
/// anybody else that header is ignored: he could write into it what he likes, and so pass every
/// limit that counts by address. Immutable.
///
/// @param networks of the proxies; none: the header is never read
public record TrustedProxies(List<Network> networks) {

  /// No proxy stands in front.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /// Reads addresses and networks, separated by commas: `10.0.0.5, 192.168.0.0/16, fd00::/8`.
  ///
  /// @throws IllegalArgumentException naming what is neither
  public static TrustedProxies of(String text) {
    return new TrustedProxies(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Network::of)
            .toList());
  }

  /// Addresses that begin with the same bits.
  record Network(InetAddress address, int bits) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int most = address.getAddress().length * 8;
      String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
      if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > most) {
        throw new IllegalArgumentException("not an address or a network: " + text);
      }
      return new Network(address, Integer.parseInt(length));
    }

    boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /// For whom a request is made: the nearest address, seen from here, that is no trusted proxy's.
  ///
  /// @param peer who has connected
  /// @param forwardedFor the values of all `X-Forwarded-For` headers, in their order
  String client(String peer, List<String> forwardedFor) {
    List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(","));
    String nearest = peer;
    for (String hop : hops.reversed()) {
      if (!trusted(nearest)) {
        return nearest;
      }
      Optional<InetAddress> before = literal(hop.strip());
      if (before.isEmpty()) {
        return nearest;
      }
      nearest = before.get().getHostAddress();
    }
    return nearest;
  }

  private boolean trusted(String address) {
    return literal(address)
        .filter(known -> networks.stream().anyMatch(network -> network.holds(known)))
        .isPresent();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
