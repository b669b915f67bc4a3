package org.lifeboot.manager.power;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.power.PowerStatus.Supply;

/// One `ComputerSystem` of a Redfish service. For one thread.
///
/// What boards taught: some take a medium by an action, some by PATCH (Lenovo, iLO 4), and of these
/// some do not want to hear that it is inserted; some offer the way out only when there is
/// something in (Supermicro).
final class RedfishSystem {

  private static final String RESET = "#ComputerSystem.Reset";

  private final RedfishClient client;
  private final String path;
  private final Duration taskLimit;

  private RedfishSystem(RedfishClient client, String path, Duration taskLimit) {
    this.client = client;
    this.path = path;
    this.taskLimit = taskLimit;
  }

  /// @param wanted the id of the system; empty: the only one
  static RedfishSystem find(RedfishClient client, String wanted) throws RedfishFailure {
    String systems = client.get("/redfish/v1/").link("Systems");
    List<String> all =
        client.get(systems.isEmpty() ? "/redfish/v1/Systems" : systems).objects("Members").stream()
            .map(RedfishDocument::id)
            .filter(id -> !id.isEmpty())
            .toList();
    List<String> fitting =
        all.stream().filter(id -> wanted.isEmpty() || name(id).equals(wanted)).toList();
    if (fitting.size() == 1) {
      return new RedfishSystem(client, fitting.getFirst(), Duration.ofSeconds(60));
    }
    String names = String.join(", ", all.stream().map(RedfishSystem::name).limit(20).toList());
    throw new RedfishFailure(
        0,
        all.isEmpty()
            ? "the controller tells of no system"
            : wanted.isEmpty()
                ? "the controller has several systems: " + names
                : "the controller has no system " + wanted + ", it has: " + names,
        "Write the right one into the field System of the power settings");
  }

  private static String name(String id) {
    String trimmed = id.replaceFirst("/+$", "");
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  RedfishSystem waiting(Duration limit) {
    return new RedfishSystem(client, path, limit);
  }

  private RedfishDocument now() throws RedfishFailure {
    return client.get(path);
  }

  Supply supply() throws RedfishFailure {
    return switch (now().text("PowerState")) {
      case "On", "PoweringOff", "Paused" -> Supply.ON;
      case "Off", "PoweringOn" -> Supply.OFF;
      default -> Supply.UNKNOWN;
    };
  }

  private Supply supplyOrUnknown() throws RedfishFailure {
    try {
      return supply();
    } catch (RedfishFailure failure) {
      if (failure.status() > 0 && failure.status() < 500) {
        throw failure;
      }
      return Supply.UNKNOWN;
    }
  }

  String words() throws RedfishFailure {
    RedfishDocument system = now();
    return "power "
        + system.text("PowerState")
        + " ("
        + String.join(
            " ", system.text("Manufacturer"), system.text("Model"), system.text("SerialNumber"))
        + ")";
  }

  /// Some boards answer 500 or nothing at all for a while after a reset; that is waited for too.
  void await(Supply wanted, Duration limit, String otherwise) throws RedfishFailure {
    long deadline = System.nanoTime() + limit.toNanos();
    while (supplyOrUnknown() != wanted) {
      if (System.nanoTime() - deadline > 0) {
        throw new RedfishFailure(
            0,
            otherwise + " (waited " + limit.toSeconds() + " seconds)",
            "Look at the server's console, or try a hard reboot");
      }
      Patience.aSecond();
    }
  }

  boolean offersAny(String... types) throws RedfishFailure {
    List<String> allowed = RedfishResetTypes.of(client, now().object("Actions").object(RESET));
    return allowed.isEmpty() || List.of(types).stream().anyMatch(allowed::contains);
  }

  /// The first of these types that the board allows; the first one when it does not say.
  void reset(String... types) throws RedfishFailure {
    RedfishDocument action = now().object("Actions").object(RESET);
    List<String> allowed = RedfishResetTypes.of(client, action);
    String type =
        List.of(types).stream()
            .filter(one -> allowed.isEmpty() || allowed.contains(one))
            .findFirst()
            .orElseThrow(
                () ->
                    new RedfishFailure(
                        0,
                        "the controller offers no reset of the type "
                            + types[0]
                            + ", only "
                            + String.join(", ", allowed),
                        "Try a hard reboot, or another driver"));
    String target = action.text("target");
    Optional<String> task =
        client.post(
            target.isEmpty() ? path + "/Actions/ComputerSystem.Reset" : target,
            Map.of("ResetType", type));
    if (task.isPresent()) {
      awaitTask(task.get());
    }
  }

  /// Task monitors vanish or answer 200 when they are done (DSP0266, 12.2).
  private void awaitTask(String monitor) throws RedfishFailure {
    long deadline = System.nanoTime() + taskLimit.toNanos();
    while (true) {
      Optional<RedfishDocument> task = client.find(monitor);
      String state = task.map(found -> found.text("TaskState")).orElse("");
      switch (state) {
        case "Exception", "Killed", "Cancelled" ->
            throw new RedfishFailure(
                0, "the controller's task ended as " + state, "Look at the controller's own log");
        case "New", "Starting", "Running", "Pending", "Service", "Suspended" -> {}
        default -> {
          return;
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new RedfishFailure(
            0, "the controller's task is still " + state, "Look at the controller's own page");
      }
      Patience.aSecond();
    }
  }

  void bootOnce(BootDevice device) throws RedfishFailure {
    new RedfishBoot(client, path).once(device);
  }

  /// Puts the medium into the first virtual CD drive; what is in there is taken out first.
  void insert(String image) throws RedfishFailure {
    RedfishDocument drive = virtualCd();
    if (inserted(drive)) {
      eject(drive);
    }
    String target = drive.object("Actions").object("#VirtualMedia.InsertMedia").text("target");
    if (target.isEmpty()) {
      patchDrive(drive, Map.of("Image", image, "Inserted", true), Map.of("Image", image));
    } else {
      carryOut(target, Map.of("Image", image));
    }
    awaitInserted(drive.id(), image);
  }

  /// Some boards say yes before they have tried to fetch it.
  private void awaitInserted(String drive, String image) throws RedfishFailure {
    long deadline = System.nanoTime() + taskLimit.toNanos();
    while (Boolean.FALSE.equals(client.get(drive).fields().get("Inserted"))) {
      if (System.nanoTime() - deadline > 0) {
        throw new RedfishFailure(
            0,
            "the controller said yes, and its virtual CD drive is still empty (waited "
                + taskLimit.toSeconds()
                + " seconds)",
            "Can the controller itself reach " + image + "? Its own log may say why not");
      }
      Patience.aSecond();
    }
  }

  /// Takes this medium out, and back the choice to boot from it if no boot has used it up; another
  /// medium is somebody else's, and stays.
  ///
  /// @return whether it was in there
  boolean eject(String image) throws RedfishFailure {
    RedfishDocument drive = virtualCd();
    if (!inserted(drive) || !drive.text("Image").equals(image)) {
      return false;
    }
    new RedfishBoot(client, path).forget(BootDevice.CD);
    eject(drive);
    return true;
  }

  private static boolean inserted(RedfishDocument drive) {
    return drive.fields().get("Inserted") instanceof Boolean inserted && inserted;
  }

  private void eject(RedfishDocument drive) throws RedfishFailure {
    String target = drive.object("Actions").object("#VirtualMedia.EjectMedia").text("target");
    if (target.isEmpty()) {
      patchDrive(drive, Collections.singletonMap("Image", null), Map.of("Inserted", false));
    } else {
      carryOut(target, Map.of());
    }
  }

  private void patchDrive(
      RedfishDocument drive, Map<String, Object> body, Map<String, Object> otherwise)
      throws RedfishFailure {
    try {
      client.patch(drive, drive.id(), body);
    } catch (RedfishFailure failure) {
      if (!failure.isRefusal()) {
        throw failure;
      }
      client.patch(client.get(drive.id()), drive.id(), otherwise);
    }
  }

  private void carryOut(String target, Map<String, Object> body) throws RedfishFailure {
    Optional<String> task = client.post(target, body);
    if (task.isPresent()) {
      awaitTask(task.get());
    }
  }

  /// Below the system on newer services, below its manager on older ones.
  private RedfishDocument virtualCd() throws RedfishFailure {
    RedfishDocument system = now();
    List<String> places = new ArrayList<>();
    places.add(system.link("VirtualMedia"));
    for (RedfishDocument manager : system.links().objects("ManagedBy")) {
      client.find(manager.id()).ifPresent(found -> places.add(found.link("VirtualMedia")));
    }
    for (String place : places) {
      for (RedfishDocument member :
          client.find(place).map(found -> found.objects("Members")).orElse(List.of())) {
        Optional<RedfishDocument> drive = client.find(member.id());
        if (drive.isPresent() && isCd(drive.get())) {
          return drive.get();
        }
      }
    }
    throw new RedfishFailure(
        0,
        "the controller has no virtual CD drive",
        "Some boards need a licence for it (iDRAC Enterprise, iLO Advanced)");
  }

  private static boolean isCd(RedfishDocument drive) {
    List<String> types = drive.texts("MediaTypes");
    return types.contains("CD") || types.contains("DVD");
  }

  PowerHealth health() throws RedfishFailure {
    return new RedfishHealth(client).of(now());
  }
}
