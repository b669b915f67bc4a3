package org.lifeboot.lab.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The documents of a Redfish service, as they are at this moment.
record BoardDocuments(BoardState state) {

  static final String CD = "/redfish/v1/Managers/1/VirtualMedia/Cd";
  static final String TASK = "/redfish/v1/TaskService/TaskMonitors/1";
  static final List<String> RESET_TYPES =
      List.of("On", "ForceOff", "GracefulShutdown", "ForceRestart");

  private static final String ROOT = "/redfish/v1/";
  private static final String SYSTEM = ROOT + "Systems/1";
  private static final String ACTION_INFO = SYSTEM + "/ResetActionInfo";

  /// @param request `GET` and a path
  Optional<Map<String, Object>> find(String request) {
    return switch (request) {
      case "GET " + ROOT -> Optional.of(root());
      case "GET " + ROOT + "Systems" -> Optional.of(members(SYSTEM));
      case "GET " + SYSTEM -> Optional.of(system());
      case "GET " + ACTION_INFO -> Optional.of(actionInfo());
      case "GET " + ROOT + "Managers/1" ->
          Optional.of(Map.of("VirtualMedia", link(ROOT + "Managers/1/VirtualMedia")));
      case "GET " + ROOT + "Managers/1/VirtualMedia" -> Optional.of(members(CD));
      case "GET " + CD -> Optional.of(cd());
      case "GET " + TASK -> Optional.of(Map.of("TaskState", "Completed"));
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> root() {
    return Map.of(
        "RedfishVersion",
        "1.15.0",
        "Systems",
        link(ROOT + "Systems"),
        "Links",
        Map.of("Sessions", link(ROOT + "SessionService/Sessions")));
  }

  private Map<String, Object> system() {
    boolean chosen = !state.override().equals("None");
    return Map.of(
        "@odata.id",
        SYSTEM,
        "Manufacturer",
        "Lifeboot",
        "Model",
        "Virtual server",
        "PowerState",
        state.power(),
        "Boot",
        Map.of(
            "BootSourceOverrideEnabled",
            chosen ? "Once" : "Disabled",
            "BootSourceOverrideTarget",
            state.override()),
        "Links",
        Map.of("ManagedBy", List.of(link(ROOT + "Managers/1"))),
        "Actions",
        Map.of(
            "#ComputerSystem.Reset",
            Map.of(
                "target",
                SYSTEM + "/Actions/ComputerSystem.Reset",
                "@Redfish.ActionInfo",
                ACTION_INFO)));
  }

  private static Map<String, Object> actionInfo() {
    Map<String, Object> type =
        Map.of("Name", "ResetType", "Required", true, "AllowableValues", RESET_TYPES);
    return Map.of("@odata.id", ACTION_INFO, "Parameters", List.of(type));
  }

  private Map<String, Object> cd() {
    return Map.of(
        "@odata.id",
        CD,
        "MediaTypes",
        List.of("CD", "DVD"),
        "Inserted",
        state.medium().isPresent(),
        "Image",
        state.medium().map(BoardState.Medium::image).orElse(""),
        "Actions",
        Map.of(
            "#VirtualMedia.InsertMedia",
            Map.of("target", CD + "/Actions/VirtualMedia.InsertMedia"),
            "#VirtualMedia.EjectMedia",
            Map.of("target", CD + "/Actions/VirtualMedia.EjectMedia")));
  }

  private static Map<String, Object> members(String one) {
    return Map.of("Members@odata.count", 1, "Members", List.of(link(one)));
  }

  private static Map<String, Object> link(String path) {
    return Map.of("@odata.id", path);
  }
}
