package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.power.PowerPins;

/// `PowerCertificates` of the contract.
@Json
public record PinsJson(List<PinJson> certificates) {

  /// What one driver has seen.
  ///
  /// @param trusted SHA-256 of the certificate that is trusted
  /// @param offered SHA-256 of another one that came since and was refused
  @Json
  public record PinJson(String driver, Optional<String> trusted, Optional<String> offered) {}

  static PinsJson of(List<PowerPins.Seen> seen) {
    return new PinsJson(
        seen.stream().map(one -> new PinJson(one.place(), one.trusted(), one.offered())).toList());
  }
}
