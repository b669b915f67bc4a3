package org.lifeboot.manager.power;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host, and perhaps a port, as an operator wrote them.
///
/// @param host a name, an IPv4 address, or an IPv6 address without its brackets
/// @param port 0 for the usual one
record Endpoint(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[([0-9A-Fa-f:.%a-z]{2,60})]|([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?))"
              + "(?::([0-9]{1,5}))?");

  /// @param driver for the complaint
  static Endpoint of(String driver, String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "power driver "
              + driver
              + ": the address is a host or host:port (IPv6 in brackets), not '"
              + text
              + "'");
    }
    String six = parts.group(1);
    String port = parts.group(3);
    int number = port == null ? 0 : Integer.parseInt(port);
    if (port != null && (number < 1 || number > 65_535)) {
      throw new IllegalArgumentException("power driver " + driver + ": there is no port " + port);
    }
    return new Endpoint(six == null ? parts.group(2) : six, number);
  }

  int portOr(int usual) {
    return port == 0 ? usual : port;
  }

  /// As it is written, brackets around an IPv6 address.
  String text() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == 0 ? name : name + ":" + port;
  }
}
