package org.lifeboot.manager.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.incident.Incident.Entry;
import org.lifeboot.manager.incident.Incident.Opened;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.protocol.Verdict;

/// Support incidents: opened from a check, talked about, closed. Thread-safe.
public final class Incidents {

  /// Of one session; more are no support case but a flood.
  private static final int MOST_OF_SESSION = 100;

  private static final int MOST_ENTRIES = 1_000;
  private static final Set<Verdict> WORTH_ONE =
      EnumSet.of(Verdict.FAILED, Verdict.WARNING, Verdict.CRASHED);

  private final Database database;
  private final Checks checks;
  private final SupportDesk desk;
  private final Audit audit;
  private final Clock clock;
  private final IncidentTable table = new IncidentTable();
  private final ThreadTable threads = new ThreadTable();

  public Incidents(Database database, Checks checks, SupportDesk desk, Audit audit, Clock clock) {
    this.database = database;
    this.checks = checks;
    this.desk = desk;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whether an incident can be opened from a check.
  public static boolean worthOne(Check check) {
    return check.state() instanceof Ended ended && WORTH_ONE.contains(ended.report().verdict());
  }

  /// Opens an incident from a check, with its report as it is now. Asked twice, it answers the one
  /// that is there; other words than the first ones join its thread.
  ///
  /// @throws Problem not-found; bad-request for a check that saw no fault, or for too many words
  public Opened open(CheckId id, Words words, Who who) {
    Check check =
        checks
            .find(id)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no check " + id));
    Snapshot report = report(check);
    return database.write(
        "open an incident",
        transaction ->
            table
                .live(transaction, id)
                .map(live -> again(transaction, live, words, who))
                .orElseGet(() -> opened(transaction, check, report, words, who)));
  }

  private Snapshot report(Check check) {
    if (check.state() instanceof Ended ended && worthOne(check)) {
      return Snapshot.of(check, ended, checks.details(check.id()));
    }
    throw new Problem(
        ProblemCode.BAD_REQUEST,
        "An incident is opened from a check that failed, warned or crashed; this one "
            + (check.state() instanceof Ended ended
                ? "is " + ended.report().verdict().word()
                : "is not over yet"));
  }

  private Opened again(Transaction transaction, Incident live, Words words, Who who) {
    if (!words.text().isEmpty() && !words.text().equals(live.words())) {
      say(transaction, live, new ThreadTable.Line("comment", words), who);
    }
    return new Opened(live, false);
  }

  private Opened opened(
      Transaction transaction, Check check, Snapshot report, Words words, Who who) {
    if (table.ofSession(transaction, check.session()).size() >= MOST_OF_SESSION) {
      throw new Problem(
          ProblemCode.TOO_MANY_ATTEMPTS,
          "This rescue session has " + MOST_OF_SESSION + " incidents already; comment on one");
    }
    Instant now = now();
    Incident incident =
        new Incident(
            new IncidentId(Uuid7.at(now)),
            table.nextNumber(transaction),
            check.server(),
            check.serverName(),
            check.session(),
            check.id(),
            Part.of(report),
            report,
            words.text(),
            1,
            new IncidentState.Open(now),
            now,
            who.name());
    table.insert(transaction, incident);
    desk.tell(transaction, incident, now);
    note(transaction, who, "incident-opened", incident);
    return new Opened(incident, true);
  }

  /// Adds to an incident's thread, whatever its state.
  ///
  /// @throws Problem not-found; bad-request
  public Incident comment(String numberOrId, Words words, Who who) {
    words.needed("a comment cannot be empty");
    return database.write(
        "comment on an incident",
        transaction -> {
          Incident incident = stored(transaction, numberOrId);
          say(transaction, incident, new ThreadTable.Line("comment", words), who);
          note(transaction, who, "incident-comment", incident);
          return incident;
        });
  }

  /// Puts an incident into another state.
  ///
  /// @param words needed for closing: what was done
  /// @throws Problem not-found; bad-request; incident-state
  public Incident move(String numberOrId, Stage wanted, Words words, Who who) {
    if (wanted == Stage.CLOSED) {
      words.needed("say in a few words what was done; the owner reads them");
    }
    return database.write(
        "move an incident",
        transaction -> moved(transaction, stored(transaction, numberOrId), wanted, words, who));
  }

  private Incident moved(
      Transaction transaction, Incident incident, Stage wanted, Words words, Who who) {
    switch (IncidentRules.step(incident.state(), wanted, who.name(), now())) {
      case IncidentRules.Step.Refused(String reason) -> throw refused(incident, reason);
      case IncidentRules.Step.To(IncidentState state) -> {
        if (wanted == Stage.OPEN) {
          refuseSecond(transaction, incident);
        }
        table.update(transaction, incident, state);
        say(transaction, incident, new ThreadTable.Line(wanted.text(), words), who);
        note(transaction, who, "incident-" + wanted.text(), incident);
      }
    }
    return table.find(transaction, incident.id()).orElseThrow();
  }

  private void refuseSecond(Transaction transaction, Incident incident) {
    table
        .live(transaction, incident.check())
        .filter(live -> !live.id().equals(incident.id()))
        .ifPresent(
            live -> {
              throw refused(
                  incident, "incident " + live.number() + " was opened for the same check since");
            });
  }

  private static Problem refused(Incident incident, String reason) {
    return new Problem(ProblemCode.INCIDENT_STATE, "Incident " + incident.number() + ": " + reason);
  }

  private void say(Transaction transaction, Incident incident, ThreadTable.Line line, Who who) {
    if (threads.of(transaction, incident.id()).size() >= MOST_ENTRIES) {
      throw new Problem(
          ProblemCode.TOO_MANY_ATTEMPTS,
          "Incident %d has %,d entries; no more are taken"
              .formatted(incident.number(), MOST_ENTRIES));
    }
    threads.add(transaction, incident.id(), now(), who.name(), line);
  }

  private void note(Transaction transaction, Who who, String deed, Incident incident) {
    audit.add(transaction, who, deed, incident.serverName(), "incident " + incident.number());
  }

  /// One incident, by its number or id.
  ///
  /// @throws Problem not-found
  public Incident get(String numberOrId) {
    return database.read("show an incident", transaction -> stored(transaction, numberOrId));
  }

  private Incident stored(Transaction transaction, String numberOrId) {
    Optional<Incident> found =
        numberOrId.matches("[0-9]{1,18}")
            ? table.numbered(transaction, Long.parseLong(numberOrId))
            : table.find(transaction, new IncidentId(numberOrId));
    return found.orElseThrow(
        () -> new Problem(ProblemCode.NOT_FOUND, "There is no incident \"" + numberOrId + "\""));
  }

  /// Its thread, oldest first.
  public List<Entry> thread(IncidentId id) {
    return database.read("show a thread", transaction -> threads.of(transaction, id));
  }

  /// All that one tool said in its check.
  public Optional<String> evidence(IncidentId id, String name) {
    return database.read(
        "show an incident's evidence", transaction -> threads.evidence(transaction, id, name));
  }

  /// The newest 500 in these stages, newest first.
  public List<Incident> list(List<Stage> stages) {
    return database.read("list incidents", transaction -> table.all(transaction, stages));
  }

  /// Those of a session, newest first.
  public List<Incident> ofSession(SessionId session) {
    return database.read(
        "list a session's incidents", transaction -> table.ofSession(transaction, session));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
