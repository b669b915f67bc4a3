package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.Server;

/// A server in the list.
///
/// @param since when its session's state began
public record ServerRow(
    String name, String netboot, Chip chip, Optional<Instant> since, String owner, String power) {

  static ServerRow of(Latest latest) {
    Server server = latest.server();
    Story story = Story.of(latest);
    return new ServerRow(
        server.name(),
        server.netboot().text(),
        story.chip(),
        latest.over() ? Optional.empty() : story.since(),
        server.ownerEmail(),
        PowerWords.driver(server.power()));
  }

  /// The list's live part.
  public record Rows(List<ServerRow> rows) {}
}
