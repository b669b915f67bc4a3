package org.lifeboot.manager.check;

import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.CheckOrder;

/// Says what an Agent may save and fetch: for the repair and the undo that it was given to do, and
/// for no other. Thread-safe.
public final class SavedDesk {

  private final Database database;
  private final SavedData saved;
  private final CheckTable table = new CheckTable();

  public SavedDesk(Database database, SavedData saved) {
    this.database = database;
    this.saved = saved;
  }

  /// Refuses bytes that no repair of this session waits for.
  ///
  /// @throws Problem not-found; forbidden; repair-refused
  public void refuseToKeep(SessionId session, CheckId check) {
    database.change("look for a repair", transaction -> refuseToKeep(transaction, session, check));
  }

  /// Like [#refuseToKeep(SessionId, CheckId)], inside somebody's transaction.
  public void refuseToKeep(Transaction transaction, SessionId session, CheckId id) {
    Check repair =
        table
            .find(transaction, id)
            .filter(check -> check.order() instanceof CheckOrder.Repair)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "there is no such repair"));
    if (!repair.session().equals(session)) {
      throw new Problem(ProblemCode.FORBIDDEN, "this repair is another rescue session's");
    }
    boolean again = saved.find(transaction, id.text()).isPresent();
    if (!RepairRules.mayGoOn(repair) && !again) {
      throw new Problem(ProblemCode.REPAIR_REFUSED, "this repair is over");
    }
  }

  /// What an undo of this session, not over yet, puts back.
  ///
  /// @param repair the repair's id
  /// @throws Problem not-found
  public SavedFile forUndo(SessionId session, CheckId repair) {
    return database
        .read(
            "look for an undo",
            transaction ->
                table.ofSession(transaction, session).stream()
                    .filter(RepairRules::mayGoOn)
                    .filter(check -> undoes(check, repair))
                    .findFirst()
                    .flatMap(_ -> saved.find(transaction, repair.text())))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "no undo of this session asks for it"));
  }

  private static boolean undoes(Check check, CheckId repair) {
    return check.order() instanceof CheckOrder.Undo(_, String of) && of.equals(repair.text());
  }
}
