package org.lifeboot.manager.web.page.check;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.web.page.Visible;

/// A repair of an earlier session of the same server, that can be undone from this one.
///
/// @param mark how it ended
/// @param undo the page that asks for it, or empty when it cannot be undone now
/// @param refusal why, or empty
public record EarlierRepair(
    String part,
    String where,
    Mark mark,
    Instant at,
    String by,
    String undo,
    String refusal,
    String saved,
    String download) {

  static List<EarlierRepair> of(CheckBoard board, Look look, String path) {
    return board.repairs().ofServer(look.session().serverId()).stream()
        .filter(saved -> !saved.repair().session().equals(look.session().id()))
        .map(saved -> of(saved, look, path))
        .toList();
  }

  private static EarlierRepair of(Repairs.Saved saved, Look look, String path) {
    Check repair = saved.repair();
    boolean possible = saved.refusal().isEmpty() && look.inRescue();
    return new EarlierRepair(
        Visible.text(repair.order().target()),
        Visible.text(repair.targetName()),
        Mark.of(repair),
        repair.requestedAt(),
        Visible.text(repair.requestedBy()),
        possible ? RepairActs.undo(path, repair) : "",
        saved.refusal().orElse(""),
        RepairActs.saved(path, repair),
        RepairActs.download(saved.file()));
  }
}
