package org.lifeboot.manager.power;

import com.sun.net.httpserver.HttpExchange;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A Redfish service over real HTTPS, with a self-signed certificate, for a machine that consists
/// of fields. Its documents are small ones made by hand, in shapes that boards are known to have.
final class RedfishService implements AutoCloseable {

  /// How it differs from a good one.
  enum Quirk {
    /// Reset types come through `@Redfish.ActionInfo` only.
    ACTION_INFO,
    /// No session service: basic authentication.
    NO_SESSIONS,
    /// PATCH needs If-Match, with a strong tag.
    STRONG_TAG,
    /// The boot mode must not be said (HPE).
    MODE_READ_ONLY,
    /// The boot override is set elsewhere (iDRAC10, AMI).
    SETTINGS_OBJECT,
    /// Two systems.
    TWO_SYSTEMS,
    /// The power follows after a second and a half.
    SLOW,
    /// Says yes and does nothing.
    LIES,
    /// Forgets the boot override.
    FORGETS,
    /// Answers 500 to each reset.
    FAILS,
    /// Closes the connection in the middle of an answer.
    DROPS,
    /// Resets are tasks.
    TASKS,
    /// Answers 500 for a while after each reset.
    STUMBLES,
    /// Its firmware cannot be told to boot from the network.
    NO_NETWORK_BOOT,
    /// Restarts by PowerCycle only.
    POWER_CYCLE,
    /// Sensors are out of their limits, in the shapes of `Thermal` and `Power`.
    HOT,
    /// Sensors come one by one, in the shape of `Sensor`; no `Thermal`.
    SENSORS,
    /// Refuses each medium.
    REFUSES_MEDIA,
    /// Says yes to a medium and cannot fetch it.
    EMPTY_DRIVE,
    /// Says yes to a medium and has fetched it a while later.
    SLOW_DRIVE,
    /// Never answers.
    HANGS
  }

  static final String PASSWORD = BmcHttps.PASSWORD;

  final List<String> requests = new CopyOnWriteArrayList<>();
  final Map<String, String> machine = new ConcurrentHashMap<>();
  private final Set<Quirk> quirks;
  private final BmcHttps server;
  private int taskPolls;
  private int stumbles;
  private int drivePolls;
  private volatile String next = "";
  private volatile long dueNanos;

  RedfishService(Path folder, Quirk... quirks) {
    this.quirks = Set.of(quirks);
    machine.putAll(Map.of("power", "Off", "boot", "None", "enabled", "Disabled", "image", ""));
    server = new BmcHttps(folder, this::answer);
  }

  PowerSettings.Redfish settings() {
    return server.settings("");
  }

  private boolean is(Quirk quirk) {
    return quirks.contains(quirk);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = BmcHttps.body(exchange);
    String path = exchange.getRequestURI().getPath();
    String request = exchange.getRequestMethod() + " " + path;
    requests.add(request + " " + body.replace(PASSWORD, "…"));
    if (is(Quirk.DROPS) && path.contains("Systems/")) {
      exchange.sendResponseHeaders(200, 5000);
      exchange.getResponseBody().write("{\"Power".getBytes(StandardCharsets.UTF_8));
      exchange.close();
      return;
    }
    if (is(Quirk.HANGS) && path.contains("Systems/")) {
      return;
    }
    if (!path.equals("/redfish/v1/") && !path.endsWith("/Sessions") && !loggedIn(exchange)) {
      BmcHttps.send(exchange, 401, "{}");
      return;
    }
    switch (request) {
      case "GET /redfish/v1/" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"Systems":{"@odata.id":"/redfish/v1/Systems"},
               "Links":{"Sessions":{"@odata.id":"/redfish/v1/SessionService/Sessions"}}}""");
      case "POST /redfish/v1/SessionService/Sessions" -> logIn(exchange, body);
      case "DELETE /redfish/v1/SessionService/Sessions/1" -> BmcHttps.send(exchange, 200, "{}");
      case "GET /redfish/v1/Systems" ->
          BmcHttps.send(
              exchange,
              200,
              is(Quirk.TWO_SYSTEMS)
                  ? """
                    {"Members":[{"@odata.id":"/redfish/v1/Systems/1"},{"@odata.id":"/redfish/v1/Systems/2"}]}"""
                  : """
                    {"Members":[{"@odata.id":"/redfish/v1/Systems/1"}]}""");
      case "GET /redfish/v1/Systems/1" -> system(exchange);
      case "GET /redfish/v1/Systems/2" ->
          BmcHttps.send(
              exchange,
              200,
              "{\"@odata.id\":\"/redfish/v1/Systems/2\",\"PowerState\":\"%s\"}"
                  .formatted(machine.getOrDefault("power2", "Off")));
      case "POST /redfish/v1/Systems/2/Actions/ComputerSystem.Reset" -> {
        machine.put("power2", "On");
        BmcHttps.send(exchange, 204, "");
      }
      case "GET /redfish/v1/Systems/1/ResetActionInfo" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"Parameters":[{"Name":"ResetType","Required":true,
                "AllowableValues":["On","ForceOff","GracefulShutdown"]}]}""");
      case "POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset" -> reset(exchange, body);
      case "GET /redfish/v1/Tasks/1" ->
          BmcHttps.send(
              exchange,
              200,
              "{\"TaskState\":\"" + (taskPolls++ < 1 ? "Running" : "Completed") + "\"}");
      case "PATCH /redfish/v1/Systems/1" -> boot(exchange, body);
      case "GET /redfish/v1/Systems/1/SD" ->
          BmcHttps.send(exchange, 200, "{\"Boot\":" + bootJson() + "}");
      case "PATCH /redfish/v1/Systems/1/SD" -> {
        keepBoot(body);
        BmcHttps.send(exchange, 200, "{}");
      }
      case "GET /redfish/v1/Managers/1" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"VirtualMedia":{"@odata.id":"/redfish/v1/Managers/1/VirtualMedia"},
               "LogServices":{"@odata.id":"/redfish/v1/Managers/1/LogServices"}}""");
      case "GET /redfish/v1/Managers/1/VirtualMedia" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"Members":[{"@odata.id":"/redfish/v1/Managers/1/VirtualMedia/Floppy"},
                          {"@odata.id":"/redfish/v1/Managers/1/VirtualMedia/Cd"}]}""");
      case "GET /redfish/v1/Managers/1/VirtualMedia/Floppy" ->
          BmcHttps.send(exchange, 200, "{\"MediaTypes\":[\"Floppy\"]}");
      case "GET /redfish/v1/Managers/1/VirtualMedia/Cd" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"@odata.id":"/redfish/v1/Managers/1/VirtualMedia/Cd","MediaTypes":["CD","DVD"],"Inserted":%s,"Image":"%s",
               "Actions":{"#VirtualMedia.InsertMedia":{"target":"/redfish/v1/Managers/1/VirtualMedia/Cd/insert"},
                          "#VirtualMedia.EjectMedia":{"target":"/redfish/v1/Managers/1/VirtualMedia/Cd/eject"}}}"""
                  .formatted(!text("image").isEmpty() && drivePolls-- <= 0, text("image")));
      case "POST /redfish/v1/Managers/1/VirtualMedia/Cd/insert" -> {
        insert(exchange, text(body, "Image"));
      }
      case "POST /redfish/v1/Managers/1/VirtualMedia/Cd/eject" -> {
        machine.put("image", "");
        BmcHttps.send(exchange, 204, "");
      }
      case "GET /redfish/v1/Managers/1/LogServices" ->
          BmcHttps.send(
              exchange,
              200,
              "{\"Members\":[{\"@odata.id\":\"/redfish/v1/Managers/1/LogServices/Sel\"}]}");
      case "GET /redfish/v1/Managers/1/LogServices/Sel" ->
          BmcHttps.send(
              exchange,
              200,
              "{\"Entries\":{\"@odata.id\":\"/redfish/v1/Managers/1/LogServices/Sel/Entries\"}}");
      case "GET /redfish/v1/Managers/1/LogServices/Sel/Entries" ->
          BmcHttps.send(
              exchange,
              200,
              """
              {"Members":[
                {"Id":"6","Created":"2026-11-20T08:00:00Z","Severity":"OK","Message":"Log cleared"},
                {"Id":"7","Created":"2026-11-21T08:00:00Z","Severity":"Critical","Message":"PSU 1 failed"}]}""");
      case "GET /redfish/v1/Chassis/1" ->
          BmcHttps.send(
              exchange,
              200,
              is(Quirk.SENSORS)
                  ? """
                    {"Sensors":{"@odata.id":"/redfish/v1/Chassis/1/Sensors"}}"""
                  : """
                    {"Thermal":{"@odata.id":"/redfish/v1/Chassis/1/Thermal"},
                     "Power":{"@odata.id":"/redfish/v1/Chassis/1/Power"}}""");
      case "GET /redfish/v1/Chassis/1/Thermal" ->
          BmcHttps.send(exchange, 200, is(Quirk.HOT) ? RedfishSensors.HOT : RedfishSensors.COOL);
      case "GET /redfish/v1/Chassis/1/Power" ->
          BmcHttps.send(exchange, 200, is(Quirk.HOT) ? RedfishSensors.FAILED_SUPPLY : "{}");
      case "GET /redfish/v1/Chassis/1/Sensors" -> BmcHttps.send(exchange, 200, RedfishSensors.LIST);
      case "GET /redfish/v1/Chassis/1/Sensors/Inlet" ->
          BmcHttps.send(exchange, 200, RedfishSensors.INLET);
      case "GET /redfish/v1/Chassis/1/Sensors/Fan3" ->
          BmcHttps.send(exchange, 200, RedfishSensors.FAN);
      default -> BmcHttps.send(exchange, 404, "{}");
    }
  }

  private void insert(HttpExchange exchange, String image) throws IOException {
    if (is(Quirk.REFUSES_MEDIA)) {
      BmcHttps.send(
          exchange,
          400,
          "{\"error\":{\"@Message.ExtendedInfo\":[{\"Message\":\"No licence for this.\"}]}}");
      return;
    }
    if (is(Quirk.SLOW_DRIVE)) {
      drivePolls = 2;
    }
    if (!is(Quirk.EMPTY_DRIVE)) {
      machine.put("image", image);
    }
    BmcHttps.send(exchange, 204, "");
  }

  private boolean loggedIn(HttpExchange exchange) {
    String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
    String basic = exchange.getRequestHeaders().getFirst("Authorization");
    return is(Quirk.NO_SESSIONS) ? basic != null && basic.startsWith("Basic ") : "t1".equals(token);
  }

  private void logIn(HttpExchange exchange, String body) throws IOException {
    if (is(Quirk.NO_SESSIONS)) {
      BmcHttps.send(exchange, 405, "{}");
      return;
    }
    if (!text(body, "Password").equals(PASSWORD)) {
      BmcHttps.send(exchange, 401, "{}");
      return;
    }
    exchange.getResponseHeaders().set("X-Auth-Token", "t1");
    exchange.getResponseHeaders().set("Location", "/redfish/v1/SessionService/Sessions/1");
    BmcHttps.send(exchange, 201, "{}");
  }

  private void system(HttpExchange exchange) throws IOException {
    if (stumbles > 0) {
      stumbles--;
      BmcHttps.send(exchange, 500, "{}");
      return;
    }
    exchange.getResponseHeaders().set("ETag", is(Quirk.STRONG_TAG) ? "W/\"5\"" : "\"5\"");
    BmcHttps.send(
        exchange,
        200,
        """
        {"@odata.id":"/redfish/v1/Systems/1","PowerState":"%s","Manufacturer":"Maker","Model":"M1",
         "SerialNumber":"S1","Boot":%s%s,
         "Links":{"ManagedBy":[{"@odata.id":"/redfish/v1/Managers/1"}],"Chassis":[{"@odata.id":"/redfish/v1/Chassis/1"}]},
         "Actions":{"#ComputerSystem.Reset":{"target":"/redfish/v1/Systems/1/Actions/ComputerSystem.Reset",%s}}}"""
            .formatted(
                power(),
                is(Quirk.SETTINGS_OBJECT) ? "{}" : bootJson(),
                is(Quirk.SETTINGS_OBJECT)
                    ? ",\"@Redfish.Settings\":{\"SettingsObject\":{\"@odata.id\":\"/redfish/v1/Systems/1/SD\"}}"
                    : "",
                is(Quirk.ACTION_INFO)
                    ? "\"@Redfish.ActionInfo\":\"/redfish/v1/Systems/1/ResetActionInfo\""
                    : "\"ResetType@Redfish.AllowableValues\":[\"On\",\"ForceOff\",\"%s\",\"GracefulShutdown\"]"
                        .formatted(is(Quirk.POWER_CYCLE) ? "PowerCycle" : "ForceRestart")));
  }

  private String bootJson() {
    String allowed =
        is(Quirk.NO_NETWORK_BOOT)
            ? "\"BootSourceOverrideTarget@Redfish.AllowableValues\":[\"None\",\"Hdd\",\"Cd\"],"
            : "";
    return "{"
        + allowed
        + "\"BootSourceOverrideEnabled\":\"%s\",\"BootSourceOverrideTarget\":\"%s\",\"BootSourceOverrideMode\":\"UEFI\"}"
            .formatted(text("enabled"), text("boot"));
  }

  private void reset(HttpExchange exchange, String body) throws IOException {
    if (is(Quirk.FAILS)) {
      BmcHttps.send(
          exchange,
          500,
          "{\"error\":{\"@Message.ExtendedInfo\":[{\"Message\":\"The service is confused.\"}]}}");
      return;
    }
    String type = text(body, "ResetType");
    stumbles = is(Quirk.STUMBLES) ? 2 : 0;
    if (!is(Quirk.LIES)) {
      String power = type.equals("ForceOff") || type.equals("GracefulShutdown") ? "Off" : "On";
      if (is(Quirk.SLOW)) {
        follow(power);
      } else {
        machine.put("power", power);
      }
    }
    if (is(Quirk.TASKS)) {
      exchange.getResponseHeaders().set("Location", "/redfish/v1/Tasks/1");
    }
    BmcHttps.send(exchange, is(Quirk.TASKS) ? 202 : 204, is(Quirk.TASKS) ? "{}" : "");
  }

  private void follow(String power) {
    next = power;
    dueNanos = System.nanoTime() + Duration.ofMillis(1500).toNanos();
  }

  private String power() {
    if (!next.isEmpty() && System.nanoTime() - dueNanos >= 0) {
      machine.put("power", next);
      next = "";
    }
    return text("power");
  }

  private void boot(HttpExchange exchange, String body) throws IOException {
    String tag = exchange.getRequestHeaders().getFirst("If-Match");
    if (is(Quirk.STRONG_TAG) && !"\"5\"".equals(tag)) {
      BmcHttps.send(exchange, 412, "{}");
    } else if (is(Quirk.SETTINGS_OBJECT)
        || (is(Quirk.MODE_READ_ONLY) && body.contains("BootSourceOverrideMode"))) {
      BmcHttps.send(exchange, 400, "{}");
    } else {
      keepBoot(body);
      BmcHttps.send(exchange, 200, "{}");
    }
  }

  private void keepBoot(String body) {
    RedfishDocument boot = RedfishDocument.of(body, "").object("Boot");
    String target = boot.text("BootSourceOverrideTarget");
    if (boot.text("BootSourceOverrideEnabled").equals("Disabled")) {
      machine.put("enabled", "Disabled");
    }
    if (!is(Quirk.FORGETS) && !target.isEmpty()) {
      machine.put("boot", target);
      machine.put("enabled", "Once");
    }
  }

  private String text(String name) {
    return machine.getOrDefault(name, "");
  }

  private static String text(String json, String name) {
    return Jsonb.builder().build().type(Object.class).map().fromJson(json).getOrDefault(name, "")
        + "";
  }

  @Override
  public void close() {
    server.close();
  }
}
