package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.RequestBody;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Verdict;

/// Hardware checks in the API.
public final class CheckApi {

  private final Servers servers;
  private final Sessions sessions;
  private final Checks checks;
  private final Repairs repairs;
  private final HealthReadings health;
  private final Clock clock;

  public CheckApi(
      Servers servers,
      Sessions sessions,
      Checks checks,
      Repairs repairs,
      HealthReadings health,
      Clock clock) {
    this.servers = servers;
    this.sessions = sessions;
    this.checks = checks;
    this.repairs = repairs;
    this.health = health;
    this.clock = clock;
  }

  public void ofServer(Context context, Caller caller) {
    var server = servers.get(context.pathParam("server"));
    answer(context, 200, checks.ofServer(server.id()));
  }

  public void ofSession(Context context, Caller caller) {
    answer(context, 200, checks.ofSession(session(context).id()));
  }

  public void start(Context context, Caller caller) {
    Session session = session(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("all", "checks"));
    answer(context, 201, checks.start(session.id(), orders(session, fields), caller.who()));
  }

  private List<CheckOrder> orders(Session session, Fields fields) {
    boolean all = fields.flag("all").orElse(false);
    if (all == fields.has("checks")) {
      throw Fields.refused("Ask for \"all\": true, or name the checks in \"checks\".");
    }
    return all
        ? checks.all(session.id())
        : CheckOrders.of(fields.objects("checks").orElse(List.of()));
  }

  public void show(Context context, Caller caller) {
    Check check = check(context);
    JsonAnswer.send(context, 200, whole(check));
  }

  public void cancel(Context context, Caller caller) {
    JsonAnswer.send(context, 202, json(checks.cancel(check(context).id(), caller.who())));
  }

  private CheckJson json(Check check) {
    return CheckJson.of(check, repairs.file(check));
  }

  private CheckJson whole(Check check) {
    return CheckJson.of(check, repairs.file(check), checks.details(check.id()));
  }

  /// Orders the repair that a check has planned: whoever asks says which plan he has read.
  public void repair(Context context, Caller caller) {
    Check plan = check(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("fingerprint"));
    ordered(context, repairs.repair(plan.id(), fields.needed("fingerprint"), caller.who()));
  }

  /// Orders that a repair be put back.
  public void undo(Context context, Caller caller) {
    ordered(context, repairs.undo(check(context).id(), caller.who()));
  }

  private void ordered(Context context, Repairs.Ordered ordered) {
    JsonAnswer.send(context, ordered.fresh() ? 201 : 200, json(ordered.check()));
  }

  /// Plain text, to be kept as a file: what a tool on a server said is never shown as a page.
  public void evidence(Context context, Caller caller) {
    Check check = check(context);
    String name = context.pathParam("name");
    String text =
        checks
            .evidence(check.id(), name)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.NOT_FOUND,
                        "The check "
                            + check.id()
                            + " keeps nothing of the name \""
                            + name
                            + "\"."));
    context
        .status(200)
        .contentType("text/plain; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"evidence.txt\"")
        .result(text);
  }

  public void report(Context context, Caller caller) {
    report(context, session(context));
  }

  /// The same for somebody on the session's own page.
  public void report(Context context, Session session) {
    List<Check> all = checks.ofSession(session.id());
    JsonAnswer.send(
        context,
        200,
        new CheckJson.ReportJson(
            session.serverName(),
            session.id().text(),
            clock.instant(),
            Verdict.ofAll(all.stream().map(CheckApi::verdict).toList()),
            all.stream().map(this::whole).toList(),
            controller(session)));
  }

  private ControllerJson controller(Session session) {
    return ControllerJson.of(health.ofSession(session.id(), session.serverId()));
  }

  /// What the server's management controller told during a session.
  public void controller(Context context, Caller caller) {
    JsonAnswer.send(context, 200, controller(session(context)));
  }

  /// Has it read now; nobody waits for it.
  public void readController(Context context, Caller caller) {
    Session session = session(context);
    health.ask(session, caller.who());
    JsonAnswer.send(context, 202, controller(session));
  }

  private static Verdict verdict(Check check) {
    return check.state() instanceof Ended ended ? ended.report().verdict() : Verdict.INCONCLUSIVE;
  }

  private void answer(Context context, int status, List<Check> found) {
    JsonAnswer.send(
        context, status, new CheckJson.ListJson(found.stream().map(this::json).toList()));
  }

  private Check check(Context context) {
    String id = context.pathParam("check");
    return checks
        .find(new CheckId(id))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no check \"" + id + "\"."));
  }

  private Session session(Context context) {
    String id = context.pathParam("session");
    return sessions
        .find(new SessionId(id))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session \"" + id + "\"."));
  }
}
