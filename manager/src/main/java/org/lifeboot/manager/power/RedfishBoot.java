package org.lifeboot.manager.power;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The boot override of a `ComputerSystem` of a Redfish service. For one thread.
///
/// What boards taught: `Boot` may have no allowed values, or has them in the settings object only
/// (NVIDIA), or calls them BootSourceOverrideSupported (iLO 4); Supermicro forgets the boot mode
/// that is not said again, HPE refuses it when it is said; iDRAC10 and AMI want the boot override
/// at the address in `@Redfish.Settings`.
final class RedfishBoot {

  private static final String ENABLED = "BootSourceOverrideEnabled";
  private static final String TARGET = "BootSourceOverrideTarget";
  private static final String MODE = "BootSourceOverrideMode";

  private final RedfishClient client;
  private final String path;

  RedfishBoot(RedfishClient client, String path) {
    this.client = client;
    this.path = path;
  }

  private RedfishDocument now() throws RedfishFailure {
    return client.get(path);
  }

  /// Sets the override, and reads it back: some boards answer yes and forget.
  void once(BootDevice device) throws RedfishFailure {
    RedfishDocument system = now();
    List<String> targets = targets(device);
    List<String> allowed = allowed(system);
    String target =
        allowed.isEmpty()
            ? targets.getLast()
            : targets.stream()
                .filter(allowed::contains)
                .findFirst()
                .orElseThrow(() -> notAllowed(allowed, targets.getLast()));
    Map<String, Object> once = new LinkedHashMap<>();
    once.put(ENABLED, "Once");
    once.put(TARGET, target);
    set(system, once);
    if (!kept(List.of(target))) {
      throw new RedfishFailure(
          0,
          "the controller said yes, and has forgotten the boot choice when asked again",
          "Its firmware may need an update; or set the boot order in the server's firmware");
    }
  }

  private static RedfishFailure notAllowed(List<String> allowed, String target) {
    return new RedfishFailure(
        0,
        "the firmware can be told to boot " + String.join(", ", allowed) + ", but not " + target,
        "Set the boot order in the server's firmware");
  }

  /// The words for a device, the best first, the standard's own last. A controller's virtual CD is
  /// one on USB, and Supermicro tells it from a CD that is not.
  private static List<String> targets(BootDevice device) {
    return switch (device) {
      case PXE -> List.of("Pxe");
      case HTTP -> List.of("UefiHttp");
      case CD -> List.of("UsbCd", "UefiCd", "CD/DVD", "Cd");
      case DISK -> List.of("Hdd");
    };
  }

  private List<String> allowed(RedfishDocument system) {
    List<String> own = told(system);
    return own.isEmpty()
        ? client.find(elsewhere(system)).map(RedfishBoot::told).orElse(List.of())
        : own;
  }

  private static List<String> told(RedfishDocument document) {
    RedfishDocument boot = document.object("Boot");
    List<String> allowed = boot.texts(TARGET + "@Redfish.AllowableValues");
    return allowed.isEmpty() ? boot.texts("BootSourceOverrideSupported") : allowed;
  }

  private static String elsewhere(RedfishDocument system) {
    return system.object("@Redfish.Settings").link("SettingsObject");
  }

  private void set(RedfishDocument system, Map<String, Object> plain) throws RedfishFailure {
    Map<String, Object> withMode = new LinkedHashMap<>(plain);
    String mode = system.object("Boot").text(MODE);
    if (!mode.isEmpty()) {
      withMode.put(MODE, mode);
    }
    try {
      client.patch(system, path, Map.of("Boot", withMode));
    } catch (RedfishFailure failure) {
      if (!failure.isRefusal()) {
        throw failure;
      }
      setElsewhere(system, plain, mode.isEmpty(), failure);
    }
  }

  private void setElsewhere(
      RedfishDocument system, Map<String, Object> plain, boolean tried, RedfishFailure first)
      throws RedfishFailure {
    if (!tried) {
      try {
        client.patch(now(), path, Map.of("Boot", plain));
        return;
      } catch (RedfishFailure _) {
        // The next place, then.
      }
    }
    String elsewhere = elsewhere(system);
    if (elsewhere.isEmpty()) {
      throw first;
    }
    client.patch(client.get(elsewhere), elsewhere, Map.of("Boot", plain));
  }

  /// Where it stands depends on where it was set.
  private boolean kept(List<String> targets) throws RedfishFailure {
    RedfishDocument system = now();
    return holds(system, targets)
        || client.find(elsewhere(system)).filter(one -> holds(one, targets)).isPresent();
  }

  private static boolean holds(RedfishDocument document, List<String> targets) {
    RedfishDocument boot = document.object("Boot");
    return targets.contains(boot.text(TARGET)) && !boot.text(ENABLED).equals("Disabled");
  }

  /// The firmware boots as usual again, if it was to boot from this once.
  void forget(BootDevice device) throws RedfishFailure {
    if (kept(targets(device))) {
      set(now(), Map.of(ENABLED, "Disabled"));
    }
  }
}
