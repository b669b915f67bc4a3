package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Stranger;

/// `Strangers` of the contract.
@Json
public record StrangersJson(List<StrangerJson> strangers) {

  static StrangersJson of(List<Stranger> strangers) {
    return new StrangersJson(strangers.stream().map(StrangerJson::of).toList());
  }

  /// `Stranger` of the contract.
  @Json
  public record StrangerJson(
      String mac,
      List<String> macAddresses,
      String suggestedName,
      Instant firstSeen,
      Instant lastSeen,
      long times,
      Optional<String> address,
      Optional<String> platform,
      Optional<String> product,
      Optional<String> serial) {

    static StrangerJson of(Stranger stranger) {
      var told = stranger.told();
      return new StrangerJson(
          stranger.mac().text(),
          stranger.cards().stream().map(MacAddress::text).toList(),
          stranger.suggestedName(),
          stranger.firstSeen(),
          stranger.lastSeen(),
          stranger.times(),
          told(told.address()),
          told(told.platform()),
          told(told.product()),
          told(told.serial()));
    }

    private static Optional<String> told(String text) {
      return Optional.of(text).filter(known -> !known.isEmpty());
    }
  }
}
