package org.lifeboot.manager.server;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A machine that asked what to boot, and that nobody has registered. It got nothing.
///
/// @param cards all addresses that it named, the one that it booted from first
/// @param times how often it asked
/// @param told what it says of itself
public record Stranger(
    List<MacAddress> cards, Instant firstSeen, Instant lastSeen, long times, Told told) {
  public Stranger {
    cards = List.copyOf(cards);
    if (cards.isEmpty()) {
      throw new IllegalArgumentException("a machine without a network card cannot ask");
    }
  }

  /// The card that it asked with, by which it is known.
  public MacAddress mac() {
    return cards.getFirst();
  }

  /// A name for it that nobody else has: from its serial number, else from its card.
  public String suggestedName() {
    String serial =
        told.serial.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    boolean speaks = serial.matches("(?=.*[0-9])[a-z0-9-]{4,40}");
    return "server-" + (speaks ? serial : mac().text().substring(9).replace(":", ""));
  }

  /// What a machine says of itself, as it says it: hostile, and empty where it says nothing.
  ///
  /// @param address its IP address
  /// @param platform `pcbios`, `efi` or `kexec`
  /// @param product the maker's name of the machine
  /// @param serial the maker's number of the machine
  public record Told(String address, String platform, String product, String serial) {
    private static final int LONGEST = 128;

    public Told {
      address = cut(address);
      platform = cut(platform);
      product = cut(product);
      serial = cut(serial);
    }

    private static String cut(String text) {
      String printable = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
      return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
  }
}
