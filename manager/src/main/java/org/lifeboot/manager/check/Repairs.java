package org.lifeboot.manager.check;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.session.Steps;
import org.lifeboot.manager.session.TimelineNotes;
import org.lifeboot.manager.session.TimelineNotes.Note;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.RepairOffer;

/// Repairs of file systems: asked for by a named person after a check has shown the plan, and put
/// back by the data that was saved first. Thread-safe.
public final class Repairs {

  private final Database database;
  private final Sessions sessions;
  private final AgentOrders orders;
  private final Checks checks;
  private final SavedData saved;
  private final Clock clock;
  private final CheckTable table = new CheckTable();
  private final TimelineNotes notes = new TimelineNotes();

  public Repairs(
      Database database,
      Sessions sessions,
      AgentOrders orders,
      Checks checks,
      SavedData saved,
      Clock clock) {
    this.database = database;
    this.sessions = sessions;
    this.orders = orders;
    this.checks = checks;
    this.saved = saved;
    this.clock = clock;
  }

  /// What came of an order.
  ///
  /// @param fresh false when the very same was ordered before
  public record Ordered(Check check, boolean fresh) {}

  /// A repair that has saved what it changed.
  ///
  /// @param refusal why it cannot be undone now; empty when it can
  public record Saved(Check repair, SavedFile file, Optional<String> refusal) {}

  /// The repair that a check offers; empty when it offers none.
  public static Optional<RepairOffer> offer(Check check) {
    return RepairRules.offer(check);
  }

  /// Whether a check offers a repair, and nothing was done about its target since.
  ///
  /// @param ofSession all checks of its session, in the order asked for
  public static boolean open(Check plan, List<Check> ofSession) {
    return RepairRules.open(plan, ofSession);
  }

  /// Whether a repair is over and no undo of it waits, runs or came to a good end.
  public static boolean undoable(Check repair, List<Check> ofSession) {
    return repair.state().over()
        && RepairRules.undoing(repair.id(), ofSession).isEmpty()
        && RepairRules.undone(repair.id(), ofSession).isEmpty();
  }

  /// The repair that was ordered by the plan of this check.
  public Optional<Check> ordered(Check plan) {
    return offer(plan)
        .flatMap(offer -> RepairRules.ordered(plan, offer, checks.ofSession(plan.session())));
  }

  /// Why the plan of a check cannot be carried out now; empty when it can.
  public Optional<String> refusal(Check plan) {
    return notInRescue(sessions.find(plan.session()))
        .or(
            () ->
                RepairRules.stale(
                    plan, checks.ofSession(plan.session()), inventory(plan.session())));
  }

  /// Lets the rescue system carry out the repair that a check has planned. Asked twice, it is
  /// ordered once.
  ///
  /// @param fingerprint of the plan that was shown and confirmed
  /// @throws Problem not-found; bad-request; no-session; repair-refused
  public Ordered repair(CheckId id, String fingerprint, Who who) {
    Check plan = stored(id);
    RepairOffer offer =
        offer(plan)
            .orElseThrow(
                () -> new Problem(ProblemCode.BAD_REQUEST, "This check offers no repair."));
    refuse(plan, notInRescue(sessions.find(plan.session())));
    Session session = sessions.find(plan.session()).orElseThrow();
    Inventory inventory = inventory(session.id());
    return database.write(
        "order a repair",
        transaction -> {
          orders.hold(transaction, session.id());
          List<Check> all = table.ofSession(transaction, session.id());
          return RepairRules.ordered(plan, offer, all)
              .map(check -> new Ordered(check, false))
              .orElseGet(
                  () -> {
                    refuseOther(plan, offer, fingerprint);
                    refuse(plan, RepairRules.stale(plan, all, inventory));
                    var order = new CheckOrder.Repair(plan.order().target(), offer.fingerprint());
                    return ordered(transaction, session, order, plan.targetName(), who);
                  });
        });
  }

  private static void refuseOther(Check plan, RepairOffer offer, String fingerprint) {
    if (!offer.fingerprint().equals(fingerprint)) {
      throw refused(plan, "another plan than this check's was confirmed");
    }
  }

  private static void refuse(Check check, Optional<String> why) {
    why.ifPresent(
        sentence -> {
          throw refused(check, sentence);
        });
  }

  private static Problem refused(Check check, String why) {
    String what = check.order() instanceof CheckOrder.Filesystem ? "repaired" : "undone";
    return new Problem(
        ProblemCode.REPAIR_REFUSED,
        "%s is not %s: %s. Nothing was ordered and nothing was changed."
            .formatted(check.order().target(), what, why));
  }

  private Ordered ordered(
      Transaction transaction, Session session, CheckOrder order, String targetName, Who who) {
    boolean undo = order instanceof CheckOrder.Undo;
    Check check =
        checks.order(
            transaction,
            session,
            new Checks.Wanted(order, targetName, undo ? "undo-ordered" : "repair-ordered"),
            who);
    String text =
        undo
            ? "The undoing of the repair of %s was ordered".formatted(order.target())
            : "The repair of %s was ordered".formatted(order.target());
    Instant now = Instant.ofEpochMilli(clock.millis());
    notes.add(
        transaction, session.id(), now, new Note(Steps.REPAIR, text, Optional.of(who.name())));
    return new Ordered(check, true);
  }

  /// Lets the rescue system that the server is in now put back what a repair changed, also one of
  /// an earlier session. Asked twice, it is ordered once.
  ///
  /// @throws Problem not-found; bad-request; no-session; repair-refused
  public Ordered undo(CheckId id, Who who) {
    Check repair = stored(id);
    if (!(repair.order() instanceof CheckOrder.Repair)) {
      throw new Problem(ProblemCode.BAD_REQUEST, "This check is no repair.");
    }
    refuse(repair, notInRescue(sessions.newestOf(repair.server())));
    Session session = sessions.newestOf(repair.server()).orElseThrow();
    String device = today(repair, session);
    return database.write(
        "order an undo",
        transaction -> {
          orders.hold(transaction, session.id());
          List<Check> all = table.ofServer(transaction, repair.server());
          return RepairRules.undoing(id, all)
              .map(check -> new Ordered(check, false))
              .orElseGet(
                  () -> {
                    refuse(repair, notUndoable(transaction, repair, session.id(), all));
                    var order = new CheckOrder.Undo(device, id.text());
                    return ordered(transaction, session, order, repair.targetName(), who);
                  });
        });
  }

  private String today(Check repair, Session session) {
    return SameDevice.find(
            inventory(repair.session()), repair.order().target(), inventory(session.id()))
        .orElseThrow(
            () ->
                refused(
                    repair,
                    "the drive or the partition that was repaired is not found on this server"));
  }

  private Optional<String> notUndoable(
      Transaction transaction, Check repair, SessionId session, List<Check> ofServer) {
    if (saved.find(transaction, repair.id().text()).isEmpty()) {
      return Optional.of("it has saved nothing, so there is nothing to put back");
    }
    return RepairRules.atWork(table.ofSession(transaction, session))
        .or(
            () ->
                RepairRules.notUndoable(
                    repair,
                    ofServer,
                    check -> saved.find(transaction, check.id().text()).isPresent()));
  }

  /// The repairs of a server that have saved something, of all sessions, newest first.
  public List<Saved> ofServer(ServerId server) {
    return database.read(
        "show a server's repairs",
        transaction -> {
          List<Check> all = table.ofServer(transaction, server);
          return all.stream()
              .filter(check -> check.order() instanceof CheckOrder.Repair)
              .flatMap(check -> saved(transaction, check, all).stream())
              .toList();
        });
  }

  private Optional<Saved> saved(Transaction transaction, Check repair, List<Check> ofServer) {
    return saved
        .find(transaction, repair.id().text())
        .map(
            file ->
                new Saved(
                    repair,
                    file,
                    RepairRules.notUndoable(
                        repair,
                        ofServer,
                        check -> saved.find(transaction, check.id().text()).isPresent())));
  }

  /// What a repair has saved, once all of it is here; empty for any other check.
  public Optional<SavedFile> file(Check repair) {
    return repair.order() instanceof CheckOrder.Repair
        ? saved.find(repair.id().text())
        : Optional.empty();
  }

  /// The plan that a repair was ordered by.
  public Optional<RepairOffer> plan(Check repair) {
    return RepairRules.plan(repair, checks.ofSession(repair.session()));
  }

  /// A write is asked for now and done now, or it is not asked for.
  private static Optional<String> notInRescue(Optional<Session> session) {
    return switch (session.map(Session::state).orElse(null)) {
      case SessionState.Active _ -> Optional.empty();
      case SessionState.Lost _ ->
          Optional.of("the rescue system does not answer: wait until it is back");
      case SessionState.Leaving _ ->
          Optional.of("the server is on its way out of the rescue system");
      case null -> Optional.of("the server is not in rescue");
      case SessionState.Requested _,
          SessionState.Booting _,
          SessionState.Ended _,
          SessionState.Failed _,
          SessionState.Expired _ ->
          Optional.of("the rescue session is over, or not there yet; a new one is needed");
    };
  }

  private Inventory inventory(SessionId session) {
    return sessions.inventory(session).orElseGet(() -> new Inventory(List.of()));
  }

  private Check stored(CheckId id) {
    return checks
        .find(id)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no check " + id));
  }
}
