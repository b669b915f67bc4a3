package org.lifeboot.manager.check;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Inventory;

/// Hardware checks: what people ask of them, and what is shown. Thread-safe.
public final class Checks {

  private final Database database;
  private final Sessions sessions;
  private final AgentOrders orders;
  private final Audit audit;
  private final Clock clock;
  private final CheckTable table = new CheckTable();
  private final DetailTable details = new DetailTable();

  public Checks(
      Database database, Sessions sessions, AgentOrders orders, Audit audit, Clock clock) {
    this.database = database;
    this.sessions = sessions;
    this.orders = orders;
    this.audit = audit;
    this.clock = clock;
  }

  /// Everything that can be checked on the server of a session, as its rescue system reported it.
  ///
  /// @throws Problem not-found; no-session while the rescue system has not told of its drives
  public List<CheckOrder> all(SessionId session) {
    return AllChecks.of(inventory(session));
  }

  private Inventory inventory(SessionId session) {
    return sessions
        .inventory(session)
        .orElseThrow(
            () ->
                new Problem(
                    ProblemCode.NO_SESSION,
                    "The rescue system has not told of this server's drives yet; it does so right"
                        + " after its start"));
  }

  /// Lets the rescue system carry checks out. One that waits or runs already is not begun twice.
  ///
  /// @return one check for each order
  /// @throws Problem not-found; no-session; bad-request for a target that this server does not have
  public List<Check> start(SessionId id, List<CheckOrder> wanted, Who who) {
    Session session = session(id);
    Inventory inventory = inventory(id);
    wanted.forEach(order -> refuseUnknownTarget(inventory, order));
    return database.write(
        "start checks",
        transaction -> {
          List<Check> started = new ArrayList<>();
          for (CheckOrder order : wanted) {
            started.add(start(transaction, session, order, inventory, who));
          }
          return started;
        });
  }

  private static void refuseUnknownTarget(Inventory inventory, CheckOrder order) {
    if (order.kind() == CheckKind.REPAIR) {
      throw new Problem(
          ProblemCode.BAD_REQUEST, "A repair is no check: it is ordered by the plan of one");
    }
    if (!order.target().isEmpty() && !Targets.of(inventory).containsKey(order.target())) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "Check of \"%s\": this server has no such device; it has %s"
              .formatted(order.target(), String.join(", ", Targets.of(inventory).keySet())));
    }
  }

  private Check start(
      Transaction transaction, Session session, CheckOrder order, Inventory inventory, Who who) {
    Optional<Check> already =
        table.ofSession(transaction, session.id()).stream()
            .filter(check -> !check.state().over() && sameWork(check.order(), order))
            .findFirst();
    if (already.isPresent()) {
      return already.get();
    }
    String name = Targets.of(inventory).getOrDefault(order.target(), "");
    return order(transaction, session, new Wanted(order, name, "check-started"), who);
  }

  /// What is to be ordered.
  ///
  /// @param targetName in words
  /// @param deed for the audit log
  record Wanted(CheckOrder order, String targetName, String deed) {}

  /// Stores a new check and lets the rescue system carry it out.
  ///
  /// @throws Problem no-session
  Check order(Transaction transaction, Session session, Wanted wanted, Who who) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Check check =
        new Check(
            new CheckId(Uuid7.at(now)),
            session.id(),
            session.serverId(),
            session.serverName(),
            wanted.order(),
            wanted.targetName(),
            1,
            new CheckState.Waiting(),
            now,
            who.name(),
            Optional.empty(),
            Optional.empty());
    table.insert(transaction, check);
    orders.give(
        transaction, session.id(), new AgentCommand.StartCheck(check.id().text(), check.order()));
    audit.add(transaction, who, wanted.deed(), session.serverName(), detail(check));
    return check;
  }

  private static String detail(Check check) {
    CheckOrder order = check.order();
    String what = order.kind().word() + " " + order.target();
    return switch (order) {
      case CheckOrder.Repair(_, String plan) -> "%s by the plan %s".formatted(what, plan);
      case CheckOrder.Undo(_, String repair) -> "%s, back before %s".formatted(what, repair);
      default -> what;
    };
  }

  private static boolean sameWork(CheckOrder one, CheckOrder other) {
    return one.kind() == other.kind() && one.target().equals(other.target());
  }

  /// Ends a check; one that is over stays as it is.
  ///
  /// @return the check as it stands now
  /// @throws Problem not-found; no-session
  public Check cancel(CheckId id, Who who) {
    return database.write(
        "cancel a check",
        transaction -> {
          Check check = stored(transaction, id);
          if (check.state().over()) {
            return check;
          }
          table.cancelledBy(transaction, id, who.name());
          orders.give(transaction, check.session(), new AgentCommand.CancelCheck(id.text()));
          audit.add(transaction, who, "check-cancelled", check.serverName(), id.text());
          return stored(transaction, id);
        });
  }

  /// One check.
  public Optional<Check> find(CheckId id) {
    return database.read("show a check", transaction -> table.find(transaction, id));
  }

  /// What was told of it on its way.
  public CheckDetails details(CheckId id) {
    return database.read("show a check's details", transaction -> details.of(transaction, id));
  }

  /// All that one tool said in a check.
  public Optional<String> evidence(CheckId id, String name) {
    return database.read(
        "show a check's evidence", transaction -> details.evidence(transaction, id, name));
  }

  /// All checks of a session, in the order asked for.
  public List<Check> ofSession(SessionId session) {
    return database.read(
        "show a session's checks", transaction -> table.ofSession(transaction, session));
  }

  /// The newest checks of a server, newest first.
  public List<Check> ofServer(ServerId server) {
    return database.read(
        "show a server's checks", transaction -> table.ofServer(transaction, server));
  }

  private Session session(SessionId id) {
    return sessions
        .find(id)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session " + id));
  }

  private Check stored(Transaction transaction, CheckId id) {
    return table
        .find(transaction, id)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no check " + id));
  }
}
