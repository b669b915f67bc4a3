package org.lifeboot.manager.server;

/// Where owners reach a server's SSH.
///
/// @param host name or address, IPv6 without brackets and in its usual spelling
/// @param port TCP port
public record SshAddress(String host, int port) {
  public SshAddress {
    if (!host.matches("[A-Za-z0-9.:_-]{1,253}") || host.startsWith("-")) {
      throw new IllegalArgumentException("not a host name or address: " + host);
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a TCP port: " + port);
    }
    host = Ipv6Spelling.of(host);
  }

  /// Reads `host`, `host:port` or `[ipv6]:port`.
  public static SshAddress of(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("[")) {
      int end = trimmed.indexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("not an SSH address: " + text);
      }
      String rest = trimmed.substring(end + 1);
      return new SshAddress(trimmed.substring(1, end), rest.isEmpty() ? 22 : port(rest, text));
    }
    int colon = trimmed.indexOf(':');
    if (colon < 0 || trimmed.indexOf(':', colon + 1) >= 0) {
      return new SshAddress(trimmed, 22);
    }
    return new SshAddress(trimmed.substring(0, colon), port(trimmed.substring(colon), text));
  }

  private static int port(String colonAndDigits, String text) {
    if (!colonAndDigits.matches(":[0-9]{1,5}")) {
      throw new IllegalArgumentException("not an SSH address: " + text);
    }
    return Integer.parseInt(colonAndDigits.substring(1));
  }

  /// As in a `known_hosts` line: `host`, or `[host]:port` when the port is not 22.
  public String knownHostsName() {
    return port == 22 ? host : "[" + host + "]:" + port;
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
