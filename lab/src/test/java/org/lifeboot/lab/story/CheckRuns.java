package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Patience;

/// The hardware checks of one session, through the API.
public record CheckRuns(Rescue rescue) {

  private static final Duration NEWS = Duration.ofMinutes(2);

  private String path() {
    return "/sessions/" + rescue.id() + "/checks";
  }

  /// Starts everything that can be checked.
  public List<Json> startAll() {
    return rescue.api().post(path(), Map.of("all", true)).each("checks").toList();
  }

  /// Starts one check and returns its id.
  public String start(Map<String, Object> order) {
    return startThese(List.of(order)).getFirst();
  }

  /// Starts some checks and returns their ids, in the same order.
  public List<String> startThese(List<Map<String, Object>> orders) {
    var started =
        rescue
            .api()
            .post(path(), Map.of("checks", orders))
            .each("checks")
            .map(check -> check.text("id"))
            .toList();
    if (started.size() != orders.size()) {
      throw new LabException(
          "%d of %d checks were started".formatted(started.size(), orders.size()));
    }
    return started;
  }

  /// Starts some checks and waits until they are over.
  public List<Json> overAll(List<Map<String, Object>> orders, Duration limit) {
    return startThese(orders).stream().map(id -> over(id, limit)).toList();
  }

  /// Waits until the server's inventory tells of a device.
  public void awaitKnown(String device) {
    var path = "/sessions/" + rescue.id() + "/inventory";
    if (!Patience.untilTrue(
        NEWS, () -> rescue.api().get(path).toString().contains('"' + device + '"'))) {
      throw new LabException("the inventory does not tell of " + device);
    }
  }

  public List<Json> all() {
    return rescue.api().get(path()).each("checks").toList();
  }

  /// One check with its details.
  public Json one(String id) {
    return rescue.api().get("/checks/" + id);
  }

  public void cancel(String id) {
    rescue.api().post("/checks/" + id + "/cancel", Map.of());
  }

  /// Says yes to the repair that a check has planned, and returns its id.
  public String repair(String id, String fingerprint) {
    return rescue
        .api()
        .post("/checks/" + id + "/repair", Map.of("fingerprint", fingerprint))
        .text("id");
  }

  /// Takes a repair back, and returns the id of that.
  public String undo(String repair) {
    return rescue.api().post("/checks/" + repair + "/undo", Map.of()).text("id");
  }

  /// The check once it is over, or as it stands after the limit.
  public Json over(String id, Duration limit) {
    return awaited(id, "ended", limit);
  }

  /// The check once it runs, or as it stands after the limit.
  public Json running(String id, Duration limit) {
    return awaited(id, "running", limit);
  }

  private Json awaited(String id, String state, Duration limit) {
    return Patience.until(
            limit,
            () -> {
              var check = one(id);
              var now = check.text("state");
              return now.equals(state) || now.equals("ended")
                  ? Optional.of(check)
                  : Optional.<Json>empty();
            })
        .orElseGet(() -> one(id));
  }

  /// The newest check of a kind and target.
  public Json of(String kind, String target) {
    return all().stream()
        .filter(check -> check.text("check").equals(kind))
        .filter(check -> check.text("target").equals(target))
        .reduce((_, newer) -> newer)
        .orElseThrow(() -> new LabException("there is no check " + kind + " of " + target));
  }

  /// A line for each check, for a person.
  public String lines() {
    var lines = new StringBuilder();
    for (var check : all()) {
      lines.append(
          "  %-10s %-14s %-13s %s%n"
              .formatted(
                  check.text("check"),
                  check.text("target"),
                  check.has("verdict") ? check.text("verdict") : check.text("state"),
                  check.has("reason") ? check.text("reason") : check.at("progress")));
    }
    return lines.toString();
  }
}
