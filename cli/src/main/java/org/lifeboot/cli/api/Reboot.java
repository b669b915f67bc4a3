package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;

/// A reboot, asked for or under way.
///
/// @param how `soft` or `hard`
/// @param by who carries it out: `agent`, or the power driver's name; empty in an order
@Json
public record Reboot(String how, String by) {
  public Reboot {
    how = Missing.text(how);
    by = Missing.text(by);
  }

  /// The order to reboot.
  @Json
  public record Order(String how) {}
}
