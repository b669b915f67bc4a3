package org.lifeboot.cli.command;

import java.util.List;
import java.util.stream.Stream;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.follow.TimelineLine;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Fields;

/// A rescue session as a person reads it.
final class SessionPage {

  private final Manager manager;
  private final Surroundings around;

  SessionPage(Manager manager, Surroundings around) {
    this.manager = manager;
    this.around = around;
  }

  /// State, credentials and the whole timeline.
  List<String> whole(Session session) {
    Fields fields =
        new Fields()
            .add("Server", session.serverName())
            .add("Session", session.id())
            .add("State", state(session))
            .add("Reason", session.reason())
            .add("Asked for", session.requestedAt().map(around.moments()::words))
            .add("By", session.requestedBy())
            .add("Active since", session.activeAt().map(around.moments()::words))
            .add("Last seen", session.lastSeenAt().map(around.moments()::words))
            .add("Ended", session.endedAt().map(around.moments()::words))
            .add("Expires", session.expiresAt().map(around.moments()::words))
            .add("Memory", session.memory().map(SessionPage::memory));
    addLogIn(fields, session);
    return Stream.of(
            fields.lines().stream(),
            Stream.of("", "Timeline"),
            session.timeline().stream().map(entry -> TimelineLine.of(session, entry)))
        .flatMap(lines -> lines)
        .toList();
  }

  /// How to log in, where that can be done.
  List<String> logIn(Session session) {
    Fields fields = new Fields();
    addLogIn(fields, session);
    return fields.lines();
  }

  private void addLogIn(Fields fields, Session session) {
    session
        .credentials()
        .ifPresent(
            credentials ->
                SessionLookup.guide(manager, session).addTo(fields, session, credentials));
  }

  private static String state(Session session) {
    return session.state() + session.step().map(step -> " at step " + step).orElse("");
  }

  private static String memory(Session.Memory memory) {
    return "%d MiB of %d MiB used".formatted(memory.usedBytes() >> 20, memory.totalBytes() >> 20);
  }
}
