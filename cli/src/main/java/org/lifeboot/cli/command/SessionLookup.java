package org.lifeboot.cli.command;

import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.follow.LogInGuide;

/// Finds the rescue session that a person means.
final class SessionLookup {

  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private SessionLookup() {}

  /// The session with this id, or the live or newest one of this server.
  static Answer<Session> find(Manager manager, String serverOrId) {
    if (serverOrId.matches(ID)) {
      try {
        return manager.session(serverOrId);
      } catch (Refused e) {
        if (!e.code().equals("not-found")) {
          throw e;
        }
      }
    }
    return ofServer(manager, manager.server(serverOrId).value());
  }

  /// The live or newest session of this server.
  static Answer<Session> ofServer(Manager manager, Server server) {
    String id =
        server
            .session()
            .map(Session::id)
            .orElseThrow(
                () -> {
                  String message =
                      "server %1$s has no rescue session; begin one with: lifeboot rescue %1$s"
                          .formatted(server.name());
                  return new Refused(message, "no-session", Problem.of("no-session", message));
                });
    return manager.session(id);
  }

  /// How to log in, with what the server and the Manager's status add to the session. When they
  /// cannot be had (not everybody may see the status), the guide is less exact and as useful.
  static LogInGuide guide(Manager manager, Session session) {
    return new LogInGuide(owner(manager, session), mailIsKept(manager));
  }

  private static String owner(Manager manager, Session session) {
    try {
      return manager.server(session.serverId()).value().ownerEmail();
    } catch (Refused | Unreachable _) {
      return "the server's owner";
    }
  }

  private static boolean mailIsKept(Manager manager) {
    try {
      return manager.status().value().mailIsKept();
    } catch (Refused | Unreachable _) {
      return false;
    }
  }
}
