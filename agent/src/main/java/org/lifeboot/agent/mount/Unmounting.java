package org.lifeboot.agent.mount;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.stack.Undoing;
import org.lifeboot.agent.tool.Tools;

/// Undoes what `lifeboot mount` and `chroot` did, and what killed processes have left.
public final class Unmounting {

  private final Undoing undoing;
  private final Path ledgers;

  public Unmounting(Tools tools, Claims claims, Path ledgers) {
    this.undoing = new Undoing(tools, claims);
    this.ledgers = ledgers;
  }

  /// What became of it.
  ///
  /// @param undone what was let go of, in words
  /// @param problems why something is still there
  public record Result(List<String> undone, List<String> problems) {
    public Result {
      undone = List.copyOf(undone);
      problems = List.copyOf(problems);
    }
  }

  /// Everything that is at a place, or, with an empty place, everything.
  public Result undo(String place) {
    var undone = new ArrayList<String>();
    var problems = new ArrayList<String>();
    for (Ledger ledger : Ledger.all(ledgers).reversed()) {
      boolean meant = place.isEmpty() || ledger.place().equals(place);
      if (ledger.orphaned() || (ledger.kept() && meant)) {
        undo(ledger, undone, problems);
      }
    }
    return new Result(undone, problems);
  }

  private void undo(Ledger ledger, List<String> undone, List<String> problems) {
    undoing
        .all(ledger)
        .ifPresentOrElse(
            problem -> problems.add(problem.reason() + users(problem)),
            () ->
                undone.add(
                    ledger.place().isEmpty()
                        ? "what a process that was killed had left"
                        : "%s (%s)".formatted(ledger.place(), ledger.words())));
  }

  private static String users(Undoing.Problem problem) {
    if (problem.entry().kind() != Kind.MOUNT) {
      return "";
    }
    List<String> users = Users.of(Path.of(problem.entry().what()));
    return users.isEmpty() ? "" : "\n  used by " + String.join("\n  used by ", users);
  }
}
