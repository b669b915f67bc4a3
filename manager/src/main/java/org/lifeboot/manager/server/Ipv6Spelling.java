package org.lifeboot.manager.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/// The usual spelling of an IPv6 address (RFC 5952): `2001:db8::21`. ssh looks a host up in
/// `known_hosts` by it, however it was typed. Pure.
final class Ipv6Spelling {

  private static final int GROUPS = 8;

  private Ipv6Spelling() {}

  /// The same text for what is no IPv6 address.
  static String of(String text) {
    if (!text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return text;
    }
    try {
      return InetAddress.ofLiteral(text) instanceof Inet6Address address ? of(address) : text;
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /// The longest row of zeros is left out, the first of equally long ones; one alone never is.
  static String of(Inet6Address address) {
    var groups = address.getHostAddress().replaceFirst("%.*", "").split(":", -1);
    int begin = 0;
    int longest = 1;
    for (int at = 0; at < GROUPS; at++) {
      int length = zeros(groups, at);
      if (length > longest) {
        begin = at;
        longest = length;
      }
    }
    if (longest == 1) {
      return String.join(":", groups);
    }
    return joined(groups, 0, begin) + "::" + joined(groups, begin + longest, GROUPS);
  }

  private static int zeros(String[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end].equals("0")) {
      end++;
    }
    return end - from;
  }

  private static String joined(String[] groups, int from, int end) {
    return String.join(":", Arrays.copyOfRange(groups, from, end));
  }
}
