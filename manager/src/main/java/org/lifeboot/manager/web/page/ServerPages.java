package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.power.PowerStatus;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.Climb;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.RebootHow;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;
import org.lifeboot.manager.web.PowerSecrets;
import org.lifeboot.manager.web.PowerSwitch;
import org.lifeboot.manager.web.api.PowerJson;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.TabView;
import org.lifeboot.protocol.Inventory;

/// `/servers/{server}`: one server, and all that may be done with it.
public final class ServerPages {

  private final Servers servers;
  private final Sessions sessions;
  private final Memtests memtests;
  private final CheckBoard board;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public ServerPages(
      Servers servers,
      Sessions sessions,
      Memtests memtests,
      CheckBoard board,
      Templates templates,
      Shells shells,
      EventStream streams) {
    this.servers = servers;
    this.sessions = sessions;
    this.memtests = memtests;
    this.board = board;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  /// What a page says besides how the server stands.
  private record Said(String notice, String problem, String password, Optional<ServerForm> form) {
    static Said notice(String notice) {
      return new Said(notice, "", "", Optional.empty());
    }

    static Said problem(Problem problem) {
      return new Said("", problem.detail(), "", Optional.empty());
    }

    static Said password(String password) {
      return new Said("", "", password, Optional.empty());
    }

    static Said wrong(ServerForm form) {
      return new Said("", "", "", Optional.of(form));
    }
  }

  public void show(Context context, Login login, Form form) {
    send(context, 200, login, named(context), Said.notice(Notices.of(context.queryParam("done"))));
  }

  public void live(Context context, Login login, Form form, Door door) {
    String id = named(context).id().text();
    streams.run(
        context,
        new LiveParts(
            templates,
            () -> servers.find(id).map(server -> look(server, login)),
            () -> door.login(context).isPresent()));
  }

  private LiveParts.Look look(Server server, Login login) {
    return new LiveParts.Look(
        parts(server, login.csrf()).byName(),
        false,
        sessions.newestOf(server.id()).map(Session::id));
  }

  public void power(Context context, Login login, Form form) {
    Server server = named(context);
    PowerStatus status = servers.powerOf(server).status();
    Chip chip = PowerWords.status(status);
    String detail =
        PowerSecrets.shownTo(login.role()) ? Visible.text(status.detail()) : PowerSecrets.HIDDEN;
    if (context.header("HX-Request") == null) {
      send(context, 200, login, server, Said.notice(chip.words() + ". " + detail));
      return;
    }
    templates.send(context, 200, "part/power", new PowerView(chip, detail));
  }

  public void switchPower(Context context, Login login, Form form) {
    Server server = named(context);
    boolean on = form.text("power").equals("on");
    PowerSwitch power = new PowerSwitch(servers, sessions);
    try {
      String done = power.turn(server, on, login.who()) ? (on ? "on" : "off") : "asked";
      context.redirect("/servers/" + server.name() + "?done=" + done);
    } catch (Problem problem) {
      refused(context, login, server, problem);
    }
  }

  public void answerTask(Context context, Login login, Form form) {
    Server server = named(context);
    boolean done = form.text("answer").equals("done");
    tried(
        context,
        login,
        server,
        "task",
        () -> sessions.answerTask(server.id(), done, form.text("note"), login.who()));
  }

  /// What the driver says when it is asked for everything that it knows.
  public void testPower(Context context, Login login, Form form) {
    Server server = named(context);
    PowerControl power = servers.powerOf(server);
    PowerStatus status = power.status();
    templates.send(
        context,
        200,
        "part/powerTest",
        PowerTestView.of(
            server.name(), status, power.health(), servers.pinsOf(server), login.csrf()));
  }

  public void trust(Context context, Login login, Form form) {
    Server server = named(context);
    tried(
        context,
        login,
        server,
        "trusted",
        () -> servers.trust(server, form.text("sha256"), login.who()));
  }

  public void chooseNetboot(Context context, Login login, Form form) {
    Server server = named(context);
    tried(
        context,
        login,
        server,
        form.text("netboot"),
        () -> sessions.chooseNetboot(server.id(), choice(form), login.who()));
  }

  private static NetbootChoice choice(Form form) {
    return switch (form.text("netboot")) {
      case "rescue" -> rescue(form);
      case "memtest" -> new NetbootChoice.Memtest();
      default -> new NetbootChoice.Disk();
    };
  }

  private static NetbootChoice rescue(Form form) {
    try {
      return new NetbootChoice.Rescue(
          !form.text("password").isEmpty(), form.text("sshKeys").lines().toList());
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.BAD_REQUEST, "Nothing was changed: " + e.getMessage());
    }
  }

  public void reboot(Context context, Login login, Form form) {
    Server server = named(context);
    String word = form.text("how");
    Optional<Climb> climb = Climb.named(word);
    if (climb.isPresent()) {
      tried(
          context,
          login,
          server,
          word,
          () -> sessions.climb(server.id(), climb.get(), login.who()));
      return;
    }
    RebootHow how = word.equals("hard") ? RebootHow.HARD : RebootHow.SOFT;
    tried(context, login, server, how.text(), () -> sessions.reboot(server.id(), how, login.who()));
  }

  public void newPassword(Context context, Login login, Form form) {
    Server server = named(context);
    try {
      String password = sessions.renewPassword(session(server).id(), login.who());
      send(context, 200, login, server, Said.password(password));
    } catch (Problem problem) {
      send(context, problem.status(), login, server, Said.problem(problem));
    }
  }

  public void lookAgain(Context context, Login login, Form form) {
    Server server = named(context);
    tried(
        context,
        login,
        server,
        "drives",
        () -> sessions.takeInventory(session(server).id(), login.who()));
  }

  private Session session(Server server) {
    return sessions
        .newestOf(server.id())
        .orElseThrow(
            () ->
                new Problem(
                    ProblemCode.NO_SESSION,
                    server.name() + " has no rescue session to do this in."));
  }

  public void change(Context context, Login login, Form form) {
    Server server = named(context);
    switch (ServerForms.read(form)) {
      case ServerForms.Read.Wrong(var errors) -> again(context, 400, login, form, errors);
      case ServerForms.Read.Right(var draft, var secrets) -> {
        try {
          Server changed = servers.change(server.id(), draft, secrets, login.who());
          context.redirect("/servers/" + changed.name() + "?done=saved");
        } catch (Problem problem) {
          again(context, problem.status(), login, form, ServerForms.errors(problem));
        }
      }
    }
  }

  private void again(
      Context context, int status, Login login, Form form, Map<String, String> errors) {
    Server server = named(context);
    ServerForm wrong =
        new ServerForm(
            "/servers/" + server.name(),
            "Save",
            ServerForms.withoutSecrets(form),
            errors,
            login.csrf());
    send(context, status, login, server, Said.wrong(wrong));
  }

  public void remove(Context context, Login login, Form form) {
    Server server = named(context);
    try {
      servers.remove(server.id(), login.who());
      context.redirect("/servers?done=removed");
    } catch (Problem problem) {
      send(context, problem.status(), login, server, Said.problem(problem));
    }
  }

  /// Does it, then shows the page anew; what was refused is told on the same page.
  private void tried(Context context, Login login, Server server, String done, Runnable deed) {
    try {
      deed.run();
      context.redirect("/servers/" + server.name() + "?done=" + Door.pathSafe(done));
    } catch (Problem problem) {
      refused(context, login, server, problem);
    }
  }

  private void refused(Context context, Login login, Server server, Problem problem) {
    Problem told = PowerSecrets.told(problem, login.role());
    send(context, problem.status(), login, server, Said.problem(told));
  }

  private ServerParts parts(Server server, String csrf) {
    Optional<Session> session = sessions.newestOf(server.id());
    Optional<Inventory> inventory =
        session.filter(Session::live).flatMap(live -> sessions.inventory(live.id()));
    return ServerParts.of(
        Latest.of(server, session, memtests.newestOf(server.id())),
        inventory,
        session.map(board::linked).orElse(TabView.Bar.NONE),
        csrf);
  }

  private void send(Context context, int status, Login login, Server server, Said said) {
    ServerForm edit =
        said.form()
            .orElseGet(
                () ->
                    new ServerForm(
                        "/servers/" + server.name(),
                        "Save",
                        ServerForms.values(server),
                        Map.of(),
                        login.csrf()));
    var page =
        new ServerPage(
            shells.of(server.name(), Shell.Place.SERVERS, login),
            facts(server),
            said.notice(),
            said.problem(),
            said.password(),
            parts(server, login.csrf()),
            sessions.task(server.id()),
            edit,
            said.form().isPresent());
    templates.send(context, status, "server", page);
  }

  private static ServerPage.Facts facts(Server server) {
    return new ServerPage.Facts(
        server.name(),
        server.id().text(),
        server.macAddresses().stream().map(MacAddress::text).collect(Collectors.joining(", ")),
        server.ownerEmail(),
        PowerWords.driver(server.power()),
        server.sshAddress().map(SshAddress::toString).orElse("its own"),
        server.network().words(),
        server.efiLoader().map(EfiLoader::text).orElse(""),
        !(PowerJson.settings(server.power()) instanceof PowerSettings.None),
        PowerJson.settings(server.power()).offersConsole(),
        server.createdAt(),
        server.liveSession().isEmpty());
  }

  private Server named(Context context) {
    return servers.get(context.pathParam("server"));
  }
}
