package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;

/// Whether a server has power.
///
/// @param power `on`, `off` or `unknown`
/// @param detail the driver's own word
@Json
public record PowerState(String power, String detail) {
  /// The order to switch.
  @Json
  public record Switch(String power) {}

  /// The fingerprint that was compared.
  @Json
  public record Trust(String sha256) {}

  /// What came of a technician's task.
  @Json
  public record Task(String answer, String note) {}

  public PowerState {
    power = Missing.text(power);
    detail = Missing.text(detail);
  }
}
