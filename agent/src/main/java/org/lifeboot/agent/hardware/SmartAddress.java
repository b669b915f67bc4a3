package org.lifeboot.agent.hardware;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where smartctl finds a drive: a device, and for a drive behind a RAID controller its type there.
///
/// @param device `/dev/sda`, `/dev/bus/0`
/// @param type `megaraid,5`, `cciss,0`, …, or empty: smartctl finds out
public record SmartAddress(String device, String type) {

  /// smartctl(8), `-d`: drives with a number behind a controller.
  private static final Pattern BEHIND_CONTROLLER =
      Pattern.compile(
          "([^,]+),((?:sat\\+)?(?:megaraid|cciss|aacraid|3ware|areca|hpt|sssraid)[,0-9/]+)");

  public SmartAddress {
    if (type.startsWith("-")) {
      throw new IllegalArgumentException("no type of a drive: " + type);
    }
  }

  /// Reads a check's target.
  ///
  /// @param target `/dev/sda`, or `/dev/bus/0,megaraid,5` for a drive behind a controller
  public static SmartAddress of(String target) {
    Matcher matcher = BEHIND_CONTROLLER.matcher(target);
    return matcher.matches()
        ? new SmartAddress(matcher.group(1), matcher.group(2))
        : new SmartAddress(target, "");
  }

  /// As [#of] reads it.
  @Override
  public String toString() {
    return type.isEmpty() ? device : device + "," + type;
  }
}
