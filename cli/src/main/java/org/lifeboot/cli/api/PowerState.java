package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;

/// Whether a server has power.
///
/// @param power `on`, `off` or `unknown`
/// @param detail the driver's own word
@Json
public record PowerState(String power, String detail) {
  public PowerState {
    power = Missing.text(power);
    detail = Missing.text(detail);
  }
}
