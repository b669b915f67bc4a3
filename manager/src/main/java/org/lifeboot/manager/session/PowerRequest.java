package org.lifeboot.manager.session;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import org.lifeboot.manager.power.PowerControl;
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
  private static final JsonType<PowerSettings> SETTINGS = JSONB.type(PowerSettings.class);

  static PowerRequest of(String json) {
    return REQUESTS.fromJson(json);
  }

  String json() {
    return REQUESTS.toJson(this);
  }

  static PowerControl control(Server server) {
    return SETTINGS.fromJson(server.power()).control();
  }

  /// Says at once what cannot work, before anything is stored.
  static void refuseIfImpossible(Server server, RebootHow how) {
    PowerControl control = control(server);
    String asked = "A " + how.text() + " reboot of " + server.name() + ": ";
    if (control.name().equals("none")) {
      throw new Problem(
          ProblemCode.POWER_NOT_CONFIGURED,
          asked + "the server has no power driver; give it one, or press its button");
    }
    if (how == RebootHow.SOFT && !control.offersSoftReboot()) {
      throw new Problem(
          ProblemCode.POWER_NOT_CONFIGURED,
          asked + "its power driver " + control.name() + " offers none; ask for a hard reboot");
    }
  }
}
