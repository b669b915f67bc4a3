package org.lifeboot.manager.web.page.check;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Door;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Inventory;

/// Reads from the store what the check pages show. Thread-safe.
public record CheckBoard(
    Sessions sessions, Checks checks, Repairs repairs, HealthReadings health, Clock clock) {

  Optional<Look> look(SessionId id) {
    return sessions.find(id).map(this::look);
  }

  Look look(Session session) {
    Optional<Inventory> inventory = sessions.inventory(session.id());
    List<CheckOrder> all = inventory.isPresent() ? checks.all(session.id()) : List.of();
    List<Check> done = checks.ofSession(session.id());
    return new Look(session, done, saved(done), inventory, all, clock.instant());
  }

  private Map<String, SavedFile> saved(List<Check> done) {
    Map<String, SavedFile> saved = new HashMap<>();
    done.forEach(
        check -> repairs.file(check).ifPresent(file -> saved.put(check.id().text(), file)));
    return saved;
  }

  ControllerView controller(Session session, String csrf) {
    return ControllerView.of(
        health.ofSession(session.id(), session.serverId()), path(session.id()), csrf);
  }

  CheckDetails details(Check check) {
    return checks.details(check.id());
  }

  /// The tabs of a session, as the overview and the server's page show them.
  public TabView.Bar bar(Session session, Tab current) {
    return TabView.Bar.of(look(session), path(session.id()), Optional.of(current));
  }

  /// The tabs of a session as another page links to them; none while it has nothing to check.
  public TabView.Bar linked(Session session) {
    Look look = look(session);
    return look.inRescue() || !look.checks().isEmpty()
        ? TabView.Bar.of(look, path(session.id()), Optional.empty())
        : TabView.Bar.NONE;
  }

  /// The overview's "start all tests"; empty while there is nothing to start it in.
  public List<StartForm> startAll(Session session, String csrf) {
    return session.credentials().isPresent()
        ? List.of(new StartForm.Maker(look(session), path(session.id()), csrf).all(Tab.OVERVIEW))
        : List.of();
  }

  static String path(SessionId session) {
    return "/rescue/" + Door.pathSafe(session.text());
  }
}
