package org.lifeboot.manager.power;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a recording says of one system of a board, for those who compare it with what our client
/// found.
record RecordedSystem(Recording recording, String path) {

  private static final Pattern RESET_TYPE =
      Pattern.compile(
          "ForceOn|On|ForceOff|GracefulShutdown|GracefulRestart|ForceRestart|FullPowerCycle"
              + "|PowerCycle|PushPowerButton|Nmi|Suspend|Pause|Resume");

  String id() {
    String key = Recording.key(path);
    return key.substring(key.lastIndexOf('/') + 1);
  }

  RedfishDocument document() {
    return recording.find(path).orElseThrow();
  }

  String power() {
    return document().text("PowerState");
  }

  void switchTo(String power) {
    recording.change(path, fields -> fields.put("PowerState", power));
  }

  RedfishDocument resetAction() {
    return document().object("Actions").object("#ComputerSystem.Reset");
  }

  /// Written in the document, or told by `@Redfish.ActionInfo`; some are glued together.
  Set<String> resetTypes() {
    RedfishDocument action = resetAction();
    Stream<String> told =
        recording.find(action.text("@Redfish.ActionInfo")).stream()
            .flatMap(info -> info.objects("Parameters").stream())
            .filter(parameter -> parameter.text("Name").equals("ResetType"))
            .flatMap(parameter -> parameter.texts("AllowableValues").stream());
    return Stream.concat(action.texts("ResetType@Redfish.AllowableValues").stream(), told)
        .flatMap(value -> RESET_TYPE.matcher(value).results().map(MatchResult::group))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Optional<String> settings() {
    return Optional.of(Recording.link(document().object("@Redfish.Settings"), "SettingsObject"))
        .filter(found -> recording.find(found).isPresent());
  }

  /// What the override may be set to; empty: nobody says.
  Set<String> bootTargets() {
    return Stream.concat(Stream.of(path), settings().stream())
        .flatMap(place -> targets(place).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<String> targets(String place) {
    RedfishDocument boot = recording.find(place).orElseThrow().object("Boot");
    List<String> allowed = boot.texts("BootSourceOverrideTarget@Redfish.AllowableValues");
    return allowed.isEmpty() ? boot.texts("BootSourceOverrideSupported") : allowed;
  }

  /// What the firmware boots next, wherever that is written: `Pxe`.
  Set<String> chosen() {
    return Stream.concat(Stream.of(path), settings().stream())
        .map(place -> recording.find(place).orElseThrow().object("Boot"))
        .filter(boot -> !boot.text("BootSourceOverrideEnabled").equals("Disabled"))
        .map(boot -> boot.text("BootSourceOverrideTarget"))
        .filter(target -> !target.isEmpty() && !target.equals("None"))
        .collect(Collectors.toSet());
  }

  /// The system and its managers.
  private Stream<RedfishDocument> placed() {
    return Stream.concat(
        Stream.of(document()),
        Recording.links(document(), "ManagedBy").stream()
            .flatMap(manager -> recording.find(manager).stream()));
  }

  /// The virtual drives that take a CD.
  List<String> drives() {
    return placed()
        .flatMap(one -> recording.members(Recording.link(one, "VirtualMedia")).stream())
        .filter(
            drive ->
                recording
                    .find(drive)
                    .filter(found -> found.texts("MediaTypes").contains("CD"))
                    .isPresent())
        .toList();
  }

  /// The names of the sensors that have a value.
  List<String> sensors() {
    return Recording.links(document(), "Chassis").stream()
        .flatMap(chassis -> recording.find(chassis).stream())
        .flatMap(
            chassis -> Stream.of("Thermal", "Power").map(name -> Recording.link(chassis, name)))
        .flatMap(place -> recording.find(place).stream())
        .flatMap(
            place ->
                Stream.of("Temperatures", "Fans", "Voltages", "PowerSupplies")
                    .flatMap(list -> place.objects(list).stream()))
        .filter(one -> !one.object("Status").text("State").equals("Absent"))
        .filter(
            one ->
                Stream.of(
                        "ReadingCelsius",
                        "Reading",
                        "CurrentReading",
                        "ReadingVolts",
                        "LastPowerOutputWatts",
                        "PowerInputWatts",
                        "PowerOutputWatts")
                    .anyMatch(name -> one.fields().get(name) instanceof Number))
        .map(one -> one.text("Name").isEmpty() ? one.text("FanName") : one.text("Name"))
        .toList();
  }

  /// The texts of its event logs' entries, wherever they are.
  Set<String> logged() {
    List<String> services =
        placed()
            .map(one -> Recording.key(Recording.link(one, "LogServices")))
            .filter(one -> !one.isEmpty())
            .toList();
    return recording
        .paths()
        .filter(path -> services.stream().anyMatch(path::startsWith) && path.contains("/Entries"))
        .flatMap(path -> recording.find(path).stream())
        .flatMap(
            found ->
                Stream.concat(
                    Stream.of(found),
                    Stream.of("Members", "Items").flatMap(list -> found.objects(list).stream())))
        .map(entry -> entry.text("Message").strip())
        .filter(message -> !message.isEmpty())
        .collect(Collectors.toSet());
  }
}
