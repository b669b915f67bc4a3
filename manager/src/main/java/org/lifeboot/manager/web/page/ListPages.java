package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.Stranger;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/servers`: the list, and the form that adds one.
public final class ListPages {

  private final Servers servers;
  private final Strangers strangers;
  private final Sessions sessions;
  private final Memtests memtests;
  private final Templates templates;
  private final Shells shells;
  private final EventStream streams;

  public ListPages(
      Servers servers,
      Strangers strangers,
      Sessions sessions,
      Memtests memtests,
      Templates templates,
      Shells shells,
      EventStream streams) {
    this.servers = servers;
    this.strangers = strangers;
    this.sessions = sessions;
    this.memtests = memtests;
    this.templates = templates;
    this.shells = shells;
    this.streams = streams;
  }

  public void show(Context context, Login login, Form form) {
    send(context, 200, login, form(context, login));
  }

  /// Filled in for a machine that asked and that nobody has registered, when the address names one.
  private ServerForm form(Context context, Login login) {
    Optional<Stranger> asked =
        Optional.ofNullable(context.queryParam("register"))
            .flatMap(StrangerPages::address)
            .flatMap(strangers::find);
    return asked.isEmpty()
        ? ServerForm.empty(login.csrf())
        : new ServerForm(
            "/servers", "Add server", StrangerPages.values(asked.get()), Map.of(), login.csrf());
  }

  public void add(Context context, Login login, Form form) {
    switch (ServerForms.read(form)) {
      case ServerForms.Read.Wrong(var errors) -> again(context, 400, login, form, errors);
      case ServerForms.Read.Right(var draft, var secrets) -> {
        try {
          var server = servers.add(draft, secrets, login.who());
          context.redirect("/servers/" + server.name() + "?done=added");
        } catch (Problem problem) {
          again(context, problem.status(), login, form, ServerForms.errors(problem));
        }
      }
    }
  }

  private void again(
      Context context, int status, Login login, Form form, Map<String, String> errors) {
    send(
        context,
        status,
        login,
        new ServerForm(
            "/servers", "Add server", ServerForms.withoutSecrets(form), errors, login.csrf()));
  }

  public void live(Context context, Login login, Form form, Door door) {
    streams.run(
        context,
        new LiveParts(
            templates,
            () -> Optional.of(LiveParts.Look.lasting(Map.of("rows", rows()))),
            () -> door.login(context).isPresent()));
  }

  private void send(Context context, int status, Login login, ServerForm form) {
    Shell shell = shells.of("Servers", Shell.Place.SERVERS, login);
    String notice = Notices.of(context.queryParam("done"));
    boolean adding = !form.errors().isEmpty() || !form.values().isEmpty();
    int asking = shell.operator() ? strangers.newest().size() : 0;
    templates.send(
        context, status, "servers", new ListPage(shell, rows(), form, adding, asking, notice));
  }

  private ServerRow.Rows rows() {
    var newest = sessions.newest();
    var memtest = memtests.newest();
    return new ServerRow.Rows(
        servers.list().stream()
            .map(
                server ->
                    Latest.of(
                        server,
                        Optional.ofNullable(newest.get(server.id())),
                        Optional.ofNullable(memtest.get(server.id()))))
            .map(ServerRow::of)
            .toList());
  }
}
