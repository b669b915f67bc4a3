package org.lifeboot.manager.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.web.api.PowerJson;
import org.lifeboot.manager.web.page.check.TabView;
import org.lifeboot.protocol.Inventory;

/// The parts of a server's page that move, each by the name of its template and of its event.
public record ServerParts(
    NowView now,
    AccessPart access,
    ActionsView actions,
    Optional<MachineView> machine,
    TabView.Bar checks,
    List<EntryView> timeline) {

  static ServerParts of(
      Latest latest, Optional<Inventory> inventory, TabView.Bar checks, String csrf) {
    Server server = latest.server();
    Optional<Session> session = latest.session();
    String path = "/servers/" + server.name();
    boolean power = !(PowerJson.settings(server.power()) instanceof PowerSettings.None);
    return new ServerParts(
        NowView.of(latest),
        new AccessPart(session.flatMap(AccessView::of), path + "/password", csrf),
        ActionsView.of(latest, power, csrf),
        session
            .filter(live -> live.credentials().isPresent())
            .map(live -> MachineView.of(live, inventory, path + "/drives", csrf)),
        checks,
        timeline(latest));
  }

  private static List<EntryView> timeline(Latest latest) {
    return latest
        .memtest()
        .map(EntryView::newestFirst)
        .or(() -> latest.session().map(EntryView::newestFirst))
        .orElse(List.of());
  }

  /// Memory, when the rescue system told.
  public Optional<MachineView.MemoryView> memory() {
    return machine.flatMap(MachineView::memory);
  }

  Map<String, Object> byName() {
    var parts = new LinkedHashMap<String, Object>();
    parts.put("now", now);
    parts.put("access", access);
    parts.put("actions", actions);
    parts.put("drives", machine);
    parts.put("checks", checks);
    parts.put("memory", memory());
    parts.put("timeline", timeline);
    return parts;
  }
}
