package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.Stage;
import org.lifeboot.manager.incident.Words;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/support`: the incidents, for technicians and operators.
public final class SupportPages {

  private final Incidents incidents;
  private final Checks checks;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public SupportPages(
      Incidents incidents, Checks checks, Templates templates, Shells shells, EventStream streams) {
    this.incidents = incidents;
    this.checks = checks;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  public void list(Context context, Login login, Form form) {
    Shell shell = shells.of("Support", Shell.Place.SUPPORT, login);
    templates.send(context, 200, "support", new SupportView(shell, state(context), rows(context)));
  }

  public void liveList(Context context, Login login, Form form, Door door) {
    live(context, door, () -> Map.of("incidentRows", rows(context)));
  }

  private IncidentRow.Rows rows(Context context) {
    List<Stage> stages =
        switch (state(context)) {
          case "closed" -> List.of(Stage.CLOSED);
          case "all" -> List.of(Stage.values());
          default -> List.of(Stage.OPEN, Stage.IN_WORK);
        };
    return IncidentRow.Rows.of(incidents.list(stages), "/support");
  }

  private static String state(Context context) {
    String asked = context.queryParam("state");
    return "closed".equals(asked) || "all".equals(asked) ? asked : "live";
  }

  public void form(Context context, Login login, Form form) {
    String id = context.queryParam("check");
    templates.send(context, 200, "incidentForm", form(login, id == null ? "" : id));
  }

  private IncidentPage.Form form(Login login, String id) {
    Check check =
        checks
            .find(new CheckId(id))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such check."));
    Shell shell = shells.of("New incident", Shell.Place.SUPPORT, login);
    return IncidentPage.Form.of(shell, "/support", "/servers/" + check.serverName(), check);
  }

  public void open(Context context, Login login, Form form) {
    String typed = form.text("words");
    var fresh = form(login, form.text("check"));
    try {
      Incident incident =
          incidents.open(new CheckId(fresh.check()), new Words(typed), login.who()).incident();
      context.redirect("/support/" + incident.number() + "?done=incident");
    } catch (Problem problem) {
      var again = fresh.again(typed, problem.detail());
      templates.send(context, problem.status(), "incidentForm", again);
    }
  }

  public void show(Context context, Login login, Form form) {
    Incident incident = named(context);
    send(context, 200, login, incident, new Said(Notices.of(context.queryParam("done")), "", ""));
  }

  private record Said(String notice, String problem, String typed) {}

  /// One form: words, and a button that says what to do with them.
  public void act(Context context, Login login, Form form) {
    Incident incident = named(context);
    String typed = form.text("words");
    String number = Long.toString(incident.number());
    Optional<Stage> wanted = Stage.named(form.text("do"));
    try {
      Words words = new Words(typed);
      if (wanted.isPresent()) {
        incidents.move(number, wanted.get(), words, login.who());
      } else {
        incidents.comment(number, words, login.who());
      }
      context.redirect("/support/" + number);
    } catch (Problem problem) {
      send(context, problem.status(), login, named(context), new Said("", problem.detail(), typed));
    }
  }

  public void live(Context context, Login login, Form form, Door door) {
    Incident incident = named(context);
    live(context, door, () -> parts(page(incidents.get(incident.id().text()), login)));
  }

  private static Map<String, Object> parts(IncidentPage page) {
    var parts = new LinkedHashMap<String, Object>();
    parts.put("incidentNow", page.now());
    parts.put("incidentActs", page.acts());
    parts.put("incidentThread", page.thread());
    return parts;
  }

  private void live(Context context, Door door, Parts parts) {
    streams.run(
        context,
        new LiveParts(
            templates,
            () -> Optional.of(LiveParts.Look.lasting(parts.now())),
            () -> door.login(context).isPresent()));
  }

  /// What a page shows now.
  private interface Parts {
    Map<String, Object> now();
  }

  private Incident named(Context context) {
    return incidents.get(context.pathParam("incident"));
  }

  private IncidentPage page(Incident incident, Login login) {
    return page(incident, login, new Said("", "", ""));
  }

  private void send(Context context, int status, Login login, Incident incident, Said said) {
    templates.send(context, status, "incident", page(incident, login, said));
  }

  private IncidentPage page(Incident incident, Login login, Said said) {
    String path = "/support/" + incident.number();
    return new IncidentPage(
        shells.of("Incident " + incident.number(), Shell.Place.SUPPORT, login),
        path,
        path + "/live",
        "/support",
        said.notice(),
        said.problem(),
        said.typed(),
        IncidentRow.Rows.of(List.of(incident), "/support").rows().getFirst(),
        incident.openedBy(),
        Visible.lines(incident.words()),
        IncidentPage.Now.of(incident),
        IncidentPage.Act.of(incident, login.name()),
        IncidentPage.Said.of(incidents.thread(incident.id())),
        IncidentReport.of(incident, "/api/v1/incidents/" + incident.number() + "/evidence"),
        "/api/v1/incidents/" + incident.number() + "/file");
  }
}
