package org.lifeboot.manager.web.page.check;

import io.javalin.http.Context;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.SavedDownload;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;
import org.lifeboot.protocol.RepairOffer;

/// `/rescue/{session}/…/repair` and `…/undo`: shows what will be written and asks for a yes. Only
/// checks of the guest's own session are repaired by; repairs of its server are undone.
public final class RepairPages {

  private final CheckBoard board;
  private final SavedDownload download;
  private final Templates templates;
  private final Shells shells;

  public RepairPages(CheckBoard board, SavedDownload download, Templates templates, Shells shells) {
    this.board = board;
    this.download = download;
    this.templates = templates;
    this.shells = shells;
  }

  /// The plan.
  public void plan(Context context, Guest guest, Form form) {
    templates.send(context, 200, "repair", planned(guest, offering(context, guest)));
  }

  private RepairPage planned(Guest guest, Check plan) {
    RepairOffer offer =
        Repairs.offer(plan)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "This check offers no repair."));
    Ended ended = (Ended) plan.state();
    return views(guest, "Repair")
        .plan(plan, ended.report(), offer, board.repairs().refusal(plan).orElse(""));
  }

  private RepairViews views(Guest guest, String title) {
    return new RepairViews(
        board.look(guest.session()),
        shells.bare(title, guest.csrf()),
        CheckBoard.path(guest.session().id()));
  }

  /// A check of this very session.
  private Check offering(Context context, Guest guest) {
    return named(context)
        .filter(check -> check.session().equals(guest.session().id()))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no such check in this session."));
  }

  private Optional<Check> named(Context context) {
    return board.checks().find(new CheckId(context.pathParam("check")));
  }

  /// The yes to a plan. The same yes twice orders once.
  public void order(Context context, Guest guest, Form form) {
    Check plan = offering(context, guest);
    RepairPage page = planned(guest, plan);
    Work work = () -> board.repairs().repair(plan.id(), form.exact("plan"), guest.who());
    if (board.repairs().ordered(plan).isPresent()) {
      done(context, guest, "repair");
      return;
    }
    confirmed(context, guest, form, page, work, "repair");
  }

  private interface Work {
    Repairs.Ordered order();
  }

  private void confirmed(
      Context context, Guest guest, Form form, RepairPage page, Work work, String done) {
    String typed = form.text("device");
    if (page.refusal().isEmpty() && !page.yes().said(typed)) {
      String sentence =
          "Nothing was ordered: type the device's name, %s, to say yes."
              .formatted(page.yes().device());
      templates.send(context, 400, "repair", page.refused(sentence, typed));
      return;
    }
    try {
      work.order();
      done(context, guest, done);
    } catch (Problem problem) {
      templates.send(context, problem.status(), "repair", page.refused(problem.detail(), typed));
    }
  }

  private static void done(Context context, Guest guest, String done) {
    context.redirect(
        CheckBoard.path(guest.session().id()) + Tab.FILESYSTEM.path() + "?done=" + done);
  }

  /// What an undo would do.
  public void undoPlan(Context context, Guest guest, Form form) {
    templates.send(context, 200, "repair", undoing(guest, repair(context, guest)));
  }

  private RepairPage undoing(Guest guest, Check repair) {
    SavedFile file =
        board
            .repairs()
            .file(repair)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.NOT_FOUND,
                        "This repair has saved nothing, so there is nothing to undo."));
    return views(guest, "Undo a repair")
        .undo(repair, file, board.repairs().plan(repair), undoRefusal(guest, repair));
  }

  private String undoRefusal(Guest guest, Check repair) {
    return board.repairs().ofServer(guest.session().serverId()).stream()
        .filter(saved -> saved.repair().id().equals(repair.id()))
        .findFirst()
        .flatMap(Repairs.Saved::refusal)
        .orElse("");
  }

  /// A repair of this very server, in whichever session.
  private Check repair(Context context, Guest guest) {
    return named(context)
        .filter(check -> check.server().equals(guest.session().serverId()))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such repair here."));
  }

  /// The yes to an undo.
  public void undo(Context context, Guest guest, Form form) {
    Check repair = repair(context, guest);
    RepairPage page = undoing(guest, repair);
    confirmed(
        context, guest, form, page, () -> board.repairs().undo(repair.id(), guest.who()), "undo");
  }

  /// What a repair saved, as a file.
  public void saved(Context context, Guest guest, Form form) {
    download.of(context, repair(context, guest));
  }
}
