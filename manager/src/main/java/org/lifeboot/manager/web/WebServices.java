package org.lifeboot.manager.web;

import java.time.Clock;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.api.ManagerFacts;

/// What pages and API stand on.
public record WebServices(
    Servers servers,
    Strangers strangers,
    Sessions sessions,
    Memtests memtests,
    SessionNews news,
    Checks checks,
    Repairing repairing,
    HealthReadings health,
    Streams streams,
    Consoles consoles,
    Explorations explorations,
    Incidents incidents,
    Accounts accounts,
    BrowserSessions browsers,
    ApiTokens tokens,
    Outbox outbox,
    ManagerFacts facts,
    Clock clock) {

  /// Repairs, and what they saved.
  public record Repairing(Repairs repairs, SavedData saved) {}
}
