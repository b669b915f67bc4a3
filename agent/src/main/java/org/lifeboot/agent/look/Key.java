package org.lifeboot.agent.look;

import java.util.OptionalLong;

/// What names a volume in orders: [org.lifeboot.agent.stack.Survey#name], and behind it the number
/// of a btrfs's subvolume.
///
/// @param subvolume `subvolid` of mount(8)
record Key(String volume, OptionalLong subvolume) {

  private static final String SIGN = "#subvolid=";

  static String of(String volume, long subvolume) {
    return volume + SIGN + subvolume;
  }

  static Key read(String text) {
    int at = text.lastIndexOf(SIGN);
    String number = at < 0 ? "" : text.substring(at + SIGN.length());
    return number.matches("\\d{1,18}")
        ? new Key(text.substring(0, at), OptionalLong.of(Long.parseLong(number)))
        : new Key(text, OptionalLong.empty());
  }
}
