package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.check.CardView.Act;
import org.lifeboot.protocol.CheckOrder;

/// What a card offers to do about a file system: a repair, its undo, what it saved.
///
/// @param path of the session's pages
record RepairActs(Look look, String path) {

  /// @param name of the part, as the card shows it
  /// @param checks of the same card, oldest first
  List<Act> of(Check check, String name, List<Check> checks) {
    if (look.inRescue() && Repairs.open(check, look.checks())) {
      return List.of(
          new Act(
              path + "/checks/" + check.id() + "/repair",
              "Repair this file system …",
              name,
              false));
    }
    return checks.reversed().stream()
        .filter(done -> done.order() instanceof CheckOrder.Repair)
        .flatMap(done -> saved(done).map(file -> of(done, file, name)).stream())
        .findFirst()
        .orElse(List.of());
  }

  private Optional<SavedFile> saved(Check repair) {
    return Optional.ofNullable(look.saved().get(repair.id().text()));
  }

  private List<Act> of(Check repair, SavedFile file, String name) {
    List<Act> acts = new ArrayList<>();
    if (look.inRescue() && Repairs.undoable(repair, look.checks())) {
      acts.add(new Act(undo(path, repair), "Undo this repair …", name, false));
    }
    acts.add(new Act(saved(path, repair), download(file), name, true));
    return acts;
  }

  static String undo(String path, Check repair) {
    return path + "/repairs/" + repair.id() + "/undo";
  }

  static String saved(String path, Check repair) {
    return path + "/repairs/" + repair.id() + "/saved";
  }

  static String download(SavedFile file) {
    return "Download what was saved (" + Sizes.drive(file.sizeBytes()) + ")";
  }
}
