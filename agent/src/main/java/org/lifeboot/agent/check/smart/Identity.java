package org.lifeboot.agent.check.smart;

import java.util.OptionalLong;

/// Which drive it is, and how old.
final class Identity {

  private Identity() {}

  static void tell(Tree answer, Signs signs) {
    signs.text("model", first(answer.text("model_name"), answer.text("scsi_model_name")));
    signs.text("serial number", answer.text("serial_number"));
    signs.text("firmware", first(answer.text("firmware_version"), answer.text("scsi_revision")));
    signs.text("protocol", answer.text("device", "protocol"));
    signs.number("size", answer.number("user_capacity", "bytes"), "bytes");
    signs.number("temperature", temperature(answer), "°C");
    signs.number("power-on time", answer.number("power_on_time", "hours"), "hours");
    signs.number("power cycles", answer.number("power_cycle_count"), "");
  }

  private static String first(String preferred, String other) {
    return preferred.isEmpty() ? other : preferred;
  }

  /// Drives behind some bridges tell 0 for not known.
  private static OptionalLong temperature(Tree answer) {
    OptionalLong celsius = answer.number("temperature", "current");
    return celsius.orElse(0) == 0 ? OptionalLong.empty() : celsius;
  }
}
