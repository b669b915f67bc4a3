package org.lifeboot.manager.power;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What happens when the systems and drives of a recorded board are told to change: as boards do
/// it, refusing what boards refuse. Thread-safe.
final class RecordedMachine {

  /// How long the power takes to follow.
  private static final Duration FOLLOWS = Duration.ofMillis(1200);

  private static final String EJECT = "#VirtualMedia.EjectMedia";
  private static final String ENABLED = "BootSourceOverrideEnabled";
  private static final String TARGET = "BootSourceOverrideTarget";

  private final Recording recording;
  private final Map<String, Change> due = new ConcurrentHashMap<>();

  private record Change(String power, long nanos) {}

  /// @param status of HTTP
  /// @param why in the words of an error; empty when it was done
  record Outcome(int status, String why) {
    static final Outcome DONE = new Outcome(204, "");
    static final Outcome UNKNOWN = new Outcome(404, "There is no such resource.");
  }

  RecordedMachine(Recording recording) {
    this.recording = recording;
  }

  /// Lets the power follow what was asked for a while ago.
  synchronized void settle() {
    for (RecordedSystem system : recording.systems()) {
      Change change = due.get(system.path());
      if (change != null && System.nanoTime() - change.nanos() >= 0) {
        due.remove(system.path());
        system.switchTo(change.power());
      }
    }
  }

  synchronized Outcome act(String target, RedfishDocument body) {
    for (RecordedSystem system : recording.systems()) {
      if (same(system.resetAction(), target)) {
        return reset(system, body.text("ResetType"));
      }
    }
    for (String path : recording.paths().toList()) {
      RedfishDocument actions = recording.find(path).orElseThrow().object("Actions");
      if (same(actions.object("#VirtualMedia.InsertMedia"), target)) {
        return insert(path, body.text("Image"));
      }
      if (same(actions.object(EJECT), target)) {
        return eject(path);
      }
    }
    return Outcome.UNKNOWN;
  }

  private static boolean same(RedfishDocument action, String target) {
    return Recording.key(action.text("target")).equals(Recording.key(target))
        && !action.text("target").isEmpty();
  }

  private Outcome reset(RecordedSystem system, String type) {
    if (!system.resetTypes().contains(type)) {
      return new Outcome(400, "The value " + type + " for the parameter ResetType is not allowed.");
    }
    boolean on = system.power().equals("On");
    boolean wantsOff = Set.of("On", "ForceOn").contains(type);
    if (!type.equals("PushPowerButton") && wantsOff == on) {
      return new Outcome(409, "The power state does not allow " + type + ".");
    }
    boolean toggles = Set.of("PushPowerButton", "ForceOff", "GracefulShutdown").contains(type);
    String power = toggles && on ? "Off" : "On";
    due.put(system.path(), new Change(power, System.nanoTime() + FOLLOWS.toNanos()));
    return Outcome.DONE;
  }

  synchronized Outcome patch(String path, RedfishDocument body) {
    RedfishDocument old = recording.find(path).orElseThrow();
    if (!old.texts("MediaTypes").isEmpty()) {
      return patchDrive(path, old, body);
    }
    for (RecordedSystem system : recording.systems()) {
      boolean elsewhere = system.settings().map(Recording::key).filter(path::equals).isPresent();
      if (elsewhere || Recording.key(system.path()).equals(path)) {
        return patchBoot(system, path, body.object("Boot"));
      }
    }
    return new Outcome(405, "This resource cannot be changed.");
  }

  private Outcome patchBoot(RecordedSystem system, String path, RedfishDocument wanted) {
    RedfishDocument boot = recording.find(path).orElseThrow().object("Boot");
    Optional<String> unknown =
        wanted.fields().keySet().stream().filter(one -> !boot.fields().containsKey(one)).findAny();
    if (unknown.isPresent()) {
      return new Outcome(400, "The property " + unknown.get() + " is unknown.");
    }
    boolean modeIsReadOnly = system.document().text("Manufacturer").startsWith("HP");
    if (modeIsReadOnly && wanted.fields().containsKey("BootSourceOverrideMode")) {
      return new Outcome(400, "The property BootSourceOverrideMode is read only.");
    }
    String target = wanted.text(TARGET);
    List<String> allowed = system.targets(path);
    if (allowed.isEmpty() && !system.bootTargets().isEmpty()) {
      return new Outcome(400, "The boot override is set in the settings object.");
    }
    if (!target.isEmpty() && !allowed.isEmpty() && !allowed.contains(target)) {
      return new Outcome(400, "The value " + target + " is not allowed.");
    }
    recording.change(path, fields -> merge(fields, wanted));
    return Outcome.DONE;
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, Object> fields, RedfishDocument wanted) {
    Map<String, Object> boot =
        (Map<String, Object>) Objects.requireNonNull(fields.get("Boot"), "Boot");
    boot.putAll(wanted.fields());
    if (wanted.text(ENABLED).equals("Disabled")) {
      boot.put(TARGET, "None");
    }
  }

  private Outcome patchDrive(String path, RedfishDocument old, RedfishDocument body) {
    if (!old.object("Actions").fields().isEmpty()) {
      return new Outcome(405, "The medium is changed by actions.");
    }
    if (!old.fields().keySet().containsAll(body.fields().keySet())) {
      return new Outcome(400, "A property is unknown.");
    }
    if (!body.fields().containsKey("Image")) {
      return new Outcome(400, "Which image?");
    }
    if (recording.slashes() && body.fields().containsKey("Inserted")) {
      return new Outcome(400, "The property Inserted is read only.");
    }
    String image = body.text("Image");
    return image.isEmpty() ? eject(path) : insert(path, image);
  }

  private Outcome insert(String path, String image) {
    if (inserted(path)) {
      return new Outcome(409, "A medium is in the drive.");
    }
    if (!image.startsWith("http")) {
      return new Outcome(400, "The parameter Image is missing.");
    }
    fill(path, image);
    return Outcome.DONE;
  }

  /// Some boards offer the way out once there is something in (Supermicro).
  @SuppressWarnings("unchecked")
  void fill(String path, String image) {
    recording.change(
        path,
        fields -> {
          fields.put("Image", image);
          fields.put("Inserted", true);
          if (fields.get("Actions") instanceof Map<?, ?> actions && !actions.isEmpty()) {
            ((Map<String, Object>) actions)
                .putIfAbsent(EJECT, Map.of("target", path + "/Actions/VirtualMedia.EjectMedia"));
          }
        });
  }

  private Outcome eject(String path) {
    if (!inserted(path)) {
      return new Outcome(400, "The drive is empty.");
    }
    recording.change(
        path,
        fields -> {
          fields.put("Image", null);
          fields.put("Inserted", false);
        });
    return Outcome.DONE;
  }

  private boolean inserted(String path) {
    return Boolean.TRUE.equals(recording.find(path).orElseThrow().fields().get("Inserted"));
  }
}
