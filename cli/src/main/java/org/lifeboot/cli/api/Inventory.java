package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;

/// The drives of a rescued server. All text comes from the server.
@Json
public record Inventory(List<Drive> drives) {
  public Inventory {
    drives = Missing.list(drives);
  }

  /// One whole disk.
  @Json
  public record Drive(
      String device, String model, String serial, String transport, long sizeBytes, Smart smart) {
    public Drive {
      device = Missing.text(device);
      model = Missing.text(model);
      serial = Missing.text(serial);
      transport = Missing.text(transport);
    }

    /// The size as drive makers write it.
    public String size() {
      return sizeBytes < 10_000_000_000L
          ? sizeBytes / 1_000_000 + " MB"
          : sizeBytes / 1_000_000_000 + " GB";
    }
  }

  /// The drive's own verdict.
  @Json
  public record Smart(String verdict, String reason) {
    public Smart {
      verdict = Missing.text(verdict);
      reason = Missing.text(reason);
    }
  }
}
