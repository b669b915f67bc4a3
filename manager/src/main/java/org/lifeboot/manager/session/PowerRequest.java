package org.lifeboot.manager.session;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;

/// The payload of a power effect.
///
/// @param sessionId empty when the server has no live session
/// @param how `soft` or `hard`
/// @param askedAtMillis epoch
@Json
record PowerRequest(String serverId, String sessionId, String how, long askedAtMillis) {

  private static final Jsonb JSONB = Jsonb.builder().build();
  private static final JsonType<PowerRequest> REQUESTS = JSONB.type(PowerRequest.class);

  static PowerRequest of(String json) {
    return REQUESTS.fromJson(json);
  }

  String json() {
    return REQUESTS.toJson(this);
  }

  /// The name of the server's driver.
  static String driver(Server server) {
    return PowerDrivers.settings(server.power()).driver();
  }

  /// The server has a rescue ISO of its own.
  static boolean namesMedium(Server server) {
    return PowerDrivers.settings(server.power()).namesMedium();
  }

  /// The same for the ways into rescue.
  static void refuseIfImpossible(Server server, Climb how) {
    refuseIfImpossible(server, RebootHow.HARD);
    PowerSettings settings = PowerDrivers.settings(server.power());
    if (how == Climb.MEDIUM && !settings.offersMedia()) {
      throw new Problem(
          ProblemCode.POWER_NOT_CONFIGURED,
          "A reboot of "
              + server.name()
              + " from the rescue ISO: its power driver "
              + settings.driver()
              + " has no virtual media; redfish has");
    }
  }

  /// Says at once what cannot work, before anything is stored.
  static void refuseIfImpossible(Server server, RebootHow how) {
    PowerSettings settings = PowerDrivers.settings(server.power());
    String asked = "A " + how.text() + " reboot of " + server.name() + ": ";
    if (settings instanceof PowerSettings.None) {
      throw new Problem(
          ProblemCode.POWER_NOT_CONFIGURED,
          asked + "the server has no power driver; give it one, or press its button");
    }
    if (how == RebootHow.SOFT && !settings.offersSoftReboot()) {
      throw new Problem(
          ProblemCode.POWER_NOT_CONFIGURED,
          asked + "its power driver " + settings.driver() + " offers none; ask for a hard reboot");
    }
  }
}
