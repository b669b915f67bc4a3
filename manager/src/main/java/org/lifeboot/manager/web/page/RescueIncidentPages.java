package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.List;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.Words;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.api.IncidentFile;

/// `/rescue/{session}/incidents`: how an owner asks support for help. Another session's checks and
/// incidents are not there.
public final class RescueIncidentPages {

  private final Incidents incidents;
  private final Checks checks;
  private final Templates templates;
  private final Shells shells;

  public RescueIncidentPages(
      Incidents incidents, Checks checks, Templates templates, Shells shells) {
    this.incidents = incidents;
    this.checks = checks;
    this.templates = templates;
    this.shells = shells;
  }

  public void form(Context context, Guest guest, Form form) {
    templates.send(context, 200, "incidentForm", form(guest, context.pathParam("check")));
  }

  private IncidentPage.Form form(Guest guest, String id) {
    Check check =
        checks
            .find(new CheckId(id))
            .filter(found -> found.session().equals(guest.session().id()))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such check."));
    String path = path(guest);
    Shell shell = shells.bare("Ask support", guest.csrf());
    return IncidentPage.Form.of(shell, path + "/incidents", path, check);
  }

  public void open(Context context, Guest guest, Form form) {
    String typed = form.text("words");
    var fresh = form(guest, form.text("check"));
    try {
      Incident incident =
          incidents.open(new CheckId(fresh.check()), new Words(typed), guest.who()).incident();
      context.redirect(path(guest) + "/incidents/" + incident.number() + "?done=incident");
    } catch (Problem problem) {
      var again = fresh.again(typed, problem.detail());
      templates.send(context, problem.status(), "incidentForm", again);
    }
  }

  public void show(Context context, Guest guest, Form form) {
    Incident incident = named(context, guest);
    send(context, 200, guest, incident, "", "");
  }

  public void comment(Context context, Guest guest, Form form) {
    Incident incident = named(context, guest);
    String typed = form.text("words");
    try {
      incidents.comment(incident.id().text(), new Words(typed), guest.who());
      context.redirect(path(guest) + "/incidents/" + incident.number());
    } catch (Problem problem) {
      send(context, problem.status(), guest, incident, problem.detail(), typed);
    }
  }

  /// To take away.
  public void file(Context context, Guest guest, Form form) {
    new IncidentFile(incidents).send(context, named(context, guest));
  }

  private Incident named(Context context, Guest guest) {
    Incident incident = incidents.get(context.pathParam("incident"));
    if (!incident.session().equals(guest.session().id())) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no such incident.");
    }
    return incident;
  }

  private void send(
      Context context, int status, Guest guest, Incident incident, String problem, String typed) {
    String path = path(guest);
    String notice = Notices.of(context.queryParam("done"));
    var page =
        new IncidentPage(
            shells.bare("Incident " + incident.number(), guest.csrf()),
            path + "/incidents/" + incident.number(),
            "",
            path,
            problem.isEmpty() ? notice : "",
            problem,
            typed,
            IncidentRow.Rows.of(List.of(incident), path + "/incidents").rows().getFirst(),
            incident.openedBy(),
            Visible.lines(incident.words()),
            IncidentPage.Now.of(incident),
            List.of(),
            IncidentPage.Said.of(incidents.thread(incident.id())),
            IncidentReport.of(incident, ""),
            path + "/incidents/" + incident.number() + "/file");
    templates.send(context, status, "incident", page);
  }

  private static String path(Guest guest) {
    return "/rescue/" + Door.pathSafe(guest.session().id().text());
  }
}
