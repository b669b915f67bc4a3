package org.lifeboot.manager.server;

import java.util.Locale;

/// What a server boots next from the network.
public enum Netboot {
  DISK,
  RESCUE,
  /// Memtest86+, once.
  MEMTEST;

  /// The stable name in the API, the store and on pages.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The netboot of that name.
  public static Netboot of(String text) {
    return switch (text) {
      case "disk" -> DISK;
      case "rescue" -> RESCUE;
      case "memtest" -> MEMTEST;
      default -> throw new IllegalArgumentException("no such netboot: " + text);
    };
  }
}
