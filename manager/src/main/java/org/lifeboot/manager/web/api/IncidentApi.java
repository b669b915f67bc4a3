package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.Stage;
import org.lifeboot.manager.incident.Words;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.RequestBody;

/// `/api/v1/incidents`.
public final class IncidentApi {

  private final Incidents incidents;

  public IncidentApi(Incidents incidents) {
    this.incidents = incidents;
  }

  public void list(Context context, Caller caller) {
    String asked = context.queryParam("state");
    List<Stage> stages = asked == null ? List.of(Stage.values()) : List.of(stage(asked));
    var all = incidents.list(stages).stream().map(IncidentJson::of).toList();
    JsonAnswer.send(context, 200, new IncidentJson.ListJson(all));
  }

  /// 201 for a new one, 200 for the one that was there.
  public void open(Context context, Caller caller) {
    Fields fields = fields(context, "checkId", "words");
    Incident.Opened opened =
        incidents.open(new CheckId(fields.needed("checkId")), words(fields), caller.who());
    answer(context, opened.fresh() ? 201 : 200, opened.incident());
  }

  public void show(Context context, Caller caller) {
    answer(context, 200, incidents.get(named(context)));
  }

  public void move(Context context, Caller caller) {
    Fields fields = fields(context, "state", "words");
    Stage wanted = stage(fields.needed("state"));
    answer(context, 200, incidents.move(named(context), wanted, words(fields), caller.who()));
  }

  public void comment(Context context, Caller caller) {
    Fields fields = fields(context, "words");
    answer(context, 201, incidents.comment(named(context), words(fields), caller.who()));
  }

  /// Plain text, to be kept as a file: what a tool on a server said is never shown as a page.
  public void evidence(Context context, Caller caller) {
    Incident incident = incidents.get(named(context));
    String name = context.pathParam("name");
    String text =
        incidents
            .evidence(incident.id(), name)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.NOT_FOUND,
                        "Incident %d keeps nothing of the name \"%s\"."
                            .formatted(incident.number(), name)));
    context
        .status(200)
        .contentType("text/plain; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"evidence.txt\"")
        .result(text);
  }

  /// For those who are not on this Manager.
  public void file(Context context, Caller caller) {
    new IncidentFile(incidents).send(context, incidents.get(named(context)));
  }

  private void answer(Context context, int status, Incident incident) {
    var thread = incidents.thread(incident.id());
    JsonAnswer.send(context, status, IncidentJson.of(incident, thread));
  }

  private static Fields fields(Context context, String... known) {
    return Fields.of(RequestBody.of(context)).only(Set.of(known));
  }

  private static Words words(Fields fields) {
    return new Words(fields.text("words").orElse(""));
  }

  private static Stage stage(String word) {
    return Stage.named(word)
        .orElseThrow(() -> Fields.refused("state: there are open, in-work and closed."));
  }

  private static String named(Context context) {
    return context.pathParam("incident");
  }
}
