package org.lifeboot.manager.server;

import java.util.Locale;

/// A network card's address, as IEEE 802 writes it.
///
/// @param text six pairs of lower-case hexadecimal digits joined by colons; other usual spellings
///   are normalised to this one
public record MacAddress(String text) {
  public MacAddress {
    String digits = text.strip().toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
    if (!digits.matches("[0-9a-f]{12}")) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    if (digits.equals("000000000000") || digits.equals("ffffffffffff")) {
      throw new IllegalArgumentException("not the MAC address of one network card: " + text);
    }
    text = digits.replaceAll("(..)(?!$)", "$1:");
  }

  @Override
  public String toString() {
    return text;
  }
}
