package org.lifeboot.manager.web.page;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.power.PowerPins;
import org.lifeboot.manager.power.PowerStatus;

/// What came of a test of a power driver.
///
/// @param trusted fingerprint of the controller's certificate or the system's host key, or empty
/// @param offered another one that was refused, or empty
/// @param offeredShown the same as people compare it: host keys as `ssh-keygen -l` writes them
/// @param machine what the controller says of itself, or why it says nothing
public record PowerTestView(
    String server,
    Chip chip,
    String detail,
    String trusted,
    String offered,
    String offeredShown,
    String machine,
    List<Row> sensors,
    List<Row> log,
    String csrf) {
  public PowerTestView {
    sensors = List.copyOf(sensors);
    log = List.copyOf(log);
  }

  /// One line of a table.
  public record Row(String name, String value, String state) {}

  static PowerTestView of(
      String server,
      PowerStatus status,
      PowerHealth health,
      List<PowerPins.Seen> pins,
      String csrf) {
    String trusted = pins.stream().flatMap(pin -> shown(pin, pin.trusted())).findFirst().orElse("");
    String shown = pins.stream().flatMap(pin -> shown(pin, pin.offered())).findFirst().orElse("");
    String offered = pins.stream().flatMap(pin -> pin.offered().stream()).findFirst().orElse("");
    return new PowerTestView(
        server,
        PowerWords.status(status),
        Visible.text(status.detail()),
        trusted,
        offered,
        shown,
        machine(health),
        health instanceof PowerHealth.Told told ? sensors(told) : List.of(),
        health instanceof PowerHealth.Told told ? log(told) : List.of(),
        csrf);
  }

  private static Stream<String> shown(PowerPins.Seen pin, Optional<String> sha256) {
    return sha256.stream().map(hex -> pin.place().equals("ssh") ? openSsh(hex) : hex);
  }

  private static String openSsh(String hex) {
    byte[] hash = HexFormat.of().parseHex(hex);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
  }

  private static String machine(PowerHealth health) {
    return switch (health) {
      case PowerHealth.Told told -> Visible.text(told.identity());
      case PowerHealth.NotOffered(String reason) -> reason;
      case PowerHealth.Unreachable(String why) -> Visible.text(why);
    };
  }

  private static List<Row> sensors(PowerHealth.Told told) {
    return told.readings().stream()
        .map(
            one ->
                new Row(
                    Visible.text(one.name()),
                    Visible.text(one.value()),
                    one.outside().isEmpty() ? Visible.text(one.state()) : one.outside()))
        .toList();
  }

  private static List<Row> log(PowerHealth.Told told) {
    return told.log().stream()
        .map(
            one ->
                new Row(
                    Visible.text(one.at()), Visible.text(one.text()), Visible.text(one.severity())))
        .toList();
  }
}
