package org.lifeboot.agent.claim;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// What a claim tells others about itself.
///
/// @param name of the device-mapper device: `lifeboot-PID-N`
/// @param device that was asked for
/// @param purpose in words
/// @param since ISO 8601
@Json
record ClaimRecord(String name, String device, String purpose, String since) {

  ClaimRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(since, "since");
  }
}
