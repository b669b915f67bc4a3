package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/// Checks that somebody asks for: all that can be done, or some.
@Json
public record CheckRequest(Optional<Boolean> all, Optional<List<Order>> checks) {

  public static CheckRequest everything() {
    return new CheckRequest(Optional.of(true), Optional.empty());
  }

  public static CheckRequest of(List<Order> orders) {
    return new CheckRequest(Optional.empty(), Optional.of(orders));
  }

  /// One check, with what its kind needs.
  @Json
  public record Order(
      String check,
      Optional<String> target,
      Optional<String> selfTest,
      Optional<Integer> minutes,
      Optional<String> level) {}
}
