package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;

/// One rescue session, seen through the API.
///
/// @param id the session's
public record Rescue(Api api, String id) {

  public Json session() {
    return api.get("/sessions/" + id);
  }

  public String state() {
    return session().text("state");
  }

  public List<Json> timeline() {
    return session().each("timeline").toList();
  }

  /// The first entry of a step.
  public Optional<Json> entry(String step) {
    return timeline().stream().filter(entry -> entry.text("step").equals(step)).findFirst();
  }

  public long count(String step) {
    return timeline().stream().filter(entry -> entry.text("step").equals(step)).count();
  }

  /// Waits until the session is in the state; false when it has not come within the limit, or
  /// cannot come any more.
  public boolean await(String state, Duration limit) {
    return Patience.until(
            limit,
            () -> {
              var now = state();
              return now.equals(state) || List.of("failed", "expired", "ended").contains(now)
                  ? Optional.of(now)
                  : Optional.<String>empty();
            })
        .filter(state::equals)
        .isPresent();
  }
}
