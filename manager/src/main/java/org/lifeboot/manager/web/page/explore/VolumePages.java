package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;

/// All volumes; each is opened, unlocked and let go of here.
public final class VolumePages {

  private final ExploreDesk desk;
  private final Explorations explorations;

  VolumePages(ExploreDesk desk, Explorations explorations) {
    this.desk = desk;
    this.explorations = explorations;
  }

  public void list(Context context, Guest guest, Form form) {
    sendVolumes(
        context, 200, guest, "closed".equals(Asked.text(context, "done")) ? "Let go of." : "", "");
  }

  private void sendVolumes(
      Context context, int status, Guest guest, String notice, String problem) {
    VolumeList list;
    String trouble = problem;
    try {
      list = desk.ask(guest, new ExploreOrder.ListVolumes(), VolumeList.class);
    } catch (Problem e) {
      list = new VolumeList(List.of(), "", false);
      trouble = trouble.isEmpty() ? e.detail() : trouble;
    }
    desk.send(
        context,
        status,
        "exploreVolumes",
        VolumesPage.of(desk.frame(guest, Optional.empty(), notice, trouble), list));
  }

  public void open(Context context, Guest guest, Form form) {
    String volume = form.exact("volume");
    VolumeAnswer answer;
    try {
      answer =
          explorations.open(guest.session().id(), guest.who(), volume, form.exact("passphrase"));
    } catch (Problem problem) {
      sendVolumes(context, problem.status(), guest, "", problem.detail());
      return;
    }
    if (!answer.done()) {
      sendVolumes(context, 409, guest, "", Visible.text(answer.word()));
      return;
    }
    if (!answer.word().isEmpty()) {
      sendVolumes(context, 200, guest, Visible.text(answer.word()), "");
      return;
    }
    context.redirect(new Links(desk.path(guest) + "/explore", volume).folder(FilePath.ROOT));
  }

  /// What the repair that a check has planned would leave.
  public void rehearsed(Context context, Guest guest, Form form) {
    Check plan = desk.check(guest, form.exact("check"));
    RepairOffer offer =
        Repairs.offer(plan)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "This check offers no repair."));
    String device = plan.order().target();
    VolumeAnswer answer;
    try {
      answer =
          explorations.openRehearsed(
              guest.session().id(), guest.who(), device, offer.fingerprint());
    } catch (Problem problem) {
      sendVolumes(context, problem.status(), guest, "", problem.detail());
      return;
    }
    if (answer.done()) {
      String volume = ExploreOrder.rehearsed(device);
      context.redirect(new Links(desk.path(guest) + "/explore", volume).folder(FilePath.ROOT));
      return;
    }
    sendVolumes(context, 200, guest, Visible.text(device + ": " + answer.word()), "");
  }

  public void close(Context context, Guest guest, Form form) {
    VolumeAnswer answer =
        explorations.close(guest.session().id(), guest.who(), form.exact("volume"));
    if (!answer.done()) {
      sendVolumes(context, 409, guest, "", Visible.text(answer.word()));
      return;
    }
    context.redirect(desk.path(guest) + "/explore?done=closed");
  }
}
