package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.PowerStatus;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.session.Climb;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.RebootAnswer;
import org.lifeboot.manager.session.RebootHow;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.PowerSecrets;
import org.lifeboot.manager.web.PowerSwitch;
import org.lifeboot.manager.web.RequestBody;

/// `/api/v1/servers`.
public final class ServerApi {

  private final Servers servers;
  private final Sessions sessions;
  private final Memtests memtests;

  public ServerApi(Servers servers, Sessions sessions, Memtests memtests) {
    this.servers = servers;
    this.sessions = sessions;
    this.memtests = memtests;
  }

  public void list(Context context, Caller caller) {
    var newest = sessions.newest();
    var memtest = memtests.newest();
    List<ServerJson> all =
        servers.list().stream()
            .map(
                server ->
                    ServerJson.of(
                        server,
                        Optional.ofNullable(newest.get(server.id())),
                        Optional.ofNullable(memtest.get(server.id())),
                        caller.role()))
            .toList();
    JsonAnswer.send(context, 200, new ServerJson.ListJson(all));
  }

  public void add(Context context, Caller caller) {
    var asked = ServerDrafts.read(Fields.of(RequestBody.of(context)));
    Server server = servers.add(asked.draft(), asked.secrets(), caller.who());
    context.header("Location", "/api/v1/servers/" + server.name());
    JsonAnswer.send(
        context, 201, ServerJson.of(server, Optional.empty(), Optional.empty(), caller.role()));
  }

  public void show(Context context, Caller caller) {
    answer(context, named(context), caller);
  }

  public void change(Context context, Caller caller) {
    Server server = named(context);
    var asked = ServerDrafts.changed(server, Fields.of(RequestBody.of(context)));
    Server changed = servers.change(server.id(), asked.draft(), asked.secrets(), caller.who());
    answer(context, changed, caller);
  }

  public void remove(Context context, Caller caller) {
    servers.remove(named(context).id(), caller.who());
    context.status(204);
  }

  public void chooseNetboot(Context context, Caller caller) {
    Server server = named(context);
    NetbootChoice choice = choice(Fields.of(RequestBody.of(context)));
    answer(context, sessions.chooseNetboot(server.id(), choice, caller.who()), caller);
  }

  private static NetbootChoice choice(Fields fields) {
    fields.only(Set.of("netboot", "sshKeys", "password"));
    List<String> keys = fields.texts("sshKeys").orElse(List.of());
    boolean password = fields.flag("password").orElse(true);
    String netboot = fields.needed("netboot");
    return switch (netboot) {
      case "disk" -> new NetbootChoice.Disk();
      case "memtest" -> new NetbootChoice.Memtest();
      case "rescue" -> Fields.checked(() -> new NetbootChoice.Rescue(password, keys));
      default ->
          throw Fields.refused(
              "netboot: there is no netboot \""
                  + netboot
                  + "\"; there are disk, rescue and memtest.");
    };
  }

  public void reboot(Context context, Caller caller) {
    Server server = named(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("how"));
    String word = fields.needed("how");
    Optional<Climb> climb = Climb.named(word);
    if (climb.isPresent()) {
      sessions.climb(server.id(), climb.get(), caller.who());
      String driver = PowerJson.settings(server.power()).driver();
      JsonAnswer.send(context, 202, new Answers.RebootJson(word, driver));
      return;
    }
    RebootHow how = how(word);
    try {
      RebootAnswer answer = sessions.reboot(server.id(), how, caller.who());
      JsonAnswer.send(context, 202, new Answers.RebootJson(answer.how().text(), answer.by()));
    } catch (Problem problem) {
      throw PowerSecrets.told(problem, caller.role());
    }
  }

  private static RebootHow how(String word) {
    return switch (word) {
      case "soft" -> RebootHow.SOFT;
      case "hard" -> RebootHow.HARD;
      default ->
          throw Fields.refused(
              "how: there is no \"" + word + "\"; there are soft, hard, ladder, medium and stop.");
    };
  }

  public void power(Context context, Caller caller) {
    PowerStatus status = servers.powerOf(named(context)).status();
    String detail = PowerSecrets.shownTo(caller.role()) ? status.detail() : PowerSecrets.HIDDEN;
    String supply = status.supply().name().toLowerCase(Locale.ROOT);
    JsonAnswer.send(context, 200, new Answers.PowerStateJson(supply, detail));
  }

  public void switchPower(Context context, Caller caller) {
    Server server = named(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("power"));
    boolean on =
        switch (fields.needed("power")) {
          case "on" -> true;
          case "off" -> false;
          default -> throw Fields.refused("power: there are on and off.");
        };
    try {
      new PowerSwitch(servers, sessions).turn(server, on, caller.who());
    } catch (Problem problem) {
      throw PowerSecrets.told(problem, caller.role());
    }
    power(context, caller);
  }

  public void health(Context context, Caller caller) {
    JsonAnswer.send(context, 200, HealthJson.of(servers.powerOf(named(context)).health()));
  }

  public void pins(Context context, Caller caller) {
    JsonAnswer.send(context, 200, PinsJson.of(servers.pinsOf(named(context))));
  }

  public void trust(Context context, Caller caller) {
    Server server = named(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("sha256"));
    servers.trust(server, fields.needed("sha256"), caller.who());
    pins(context, caller);
  }

  public void tasks(Context context, Caller caller) {
    JsonAnswer.send(context, 200, TasksJson.of(sessions.task(named(context).id())));
  }

  public void answerTask(Context context, Caller caller) {
    Server server = named(context);
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("answer", "note"));
    boolean done =
        switch (fields.needed("answer")) {
          case "done" -> true;
          case "cannot" -> false;
          default -> throw Fields.refused("answer: there are done and cannot.");
        };
    sessions.answerTask(server.id(), done, fields.text("note").orElse(""), caller.who());
    tasks(context, caller);
  }

  private void answer(Context context, Server server, Caller caller) {
    Optional<Session> session = sessions.newestOf(server.id());
    JsonAnswer.send(
        context,
        200,
        ServerJson.of(server, session, memtests.newestOf(server.id()), caller.role()));
  }

  private Server named(Context context) {
    return servers.get(context.pathParam("server"));
  }
}
