package org.lifeboot.manager.web;

import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.session.Sessions;

/// Switches a server on and off by hand, while the person waits.
public record PowerSwitch(Servers servers, Sessions sessions) {

  /// Switches it, and comes back when that is done, or when technicians were asked to.
  ///
  /// @return false: technicians were asked
  /// @throws Problem power-not-configured, power-unreachable
  public boolean turn(Server server, boolean on, Who who) {
    servers.noted(server, on ? "power-on" : "power-off", who);
    PowerControl power = servers.powerOf(server);
    return switch (on ? power.on() : power.off()) {
      case PowerAnswer.Done _ -> true;
      case PowerAnswer.Asked asked -> {
        sessions.askHands(server, asked);
        yield false;
      }
      case PowerAnswer.Refused(String reason) ->
          throw new Problem(ProblemCode.POWER_NOT_CONFIGURED, reason);
      case PowerAnswer.Unreachable failure ->
          throw new Problem(ProblemCode.POWER_UNREACHABLE, failure.sentence());
    };
  }
}
