package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Session;

/// A server in the list.
///
/// @param since when its session's state began
public record ServerRow(
    String name, String netboot, Chip chip, Optional<Instant> since, String owner, String power) {

  static ServerRow of(Server server, Optional<Session> session) {
    Story story = Story.of(server, session);
    return new ServerRow(
        server.name(),
        server.netboot().text(),
        story.chip(),
        session.filter(Session::live).isPresent() ? story.since() : Optional.empty(),
        server.ownerEmail(),
        PowerWords.driver(server.power()));
  }

  /// The list's live part.
  public record Rows(List<ServerRow> rows) {}
}
