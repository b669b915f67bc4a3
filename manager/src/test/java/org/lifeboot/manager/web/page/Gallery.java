package org.lifeboot.manager.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.HandsTask;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.web.Login;

/// Writes every page in every state as a file, to be looked at: `Gallery FOLDER`.
public final class Gallery {

  private static final Login ADMIN =
      new Login(new Who("admin", ""), Role.OPERATOR, "csrf", "cookie");

  private final Templates templates = new Templates();
  private final Shells shells = new Shells(Clock.fixed(Instant.now(), ZoneOffset.UTC));
  private final Path folder;

  private Gallery(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    new Gallery(Path.of(arguments[0])).write();
  }

  private void write() throws IOException {
    Files.createDirectories(folder);
    asset("lifeboot.css");
    asset("checks.css");
    asset("lifeboot.js");
    asset("icon.svg");
    page("login", "login", new LoginPage(shells.bare("Log in", ""), "", "", "/servers"));
    page(
        "login-wrong",
        "login",
        new LoginPage(shells.bare("Log in", ""), "Name or password is wrong", "admin", "/servers"));
    page("servers", "servers", list());
    page(
        "servers-empty",
        "servers",
        new ListPage(
            shells.of("Servers", Shell.Place.SERVERS, ADMIN),
            new ServerRow.Rows(List.of()),
            ServerForm.empty(""),
            false,
            0,
            ""));
    page("servers-wrong", "servers", wrong());
    server("disk", Optional.empty(), "");
    server("requested", Optional.of(Samples.session("web-3", Samples.requested(), 1)), "");
    server("booting", Optional.of(Samples.session("web-3", Samples.booting(), 6)), "");
    server("active", Optional.of(Samples.session("web-3", Samples.active(), 99)), "");
    server(
        "password",
        Optional.of(Samples.session("web-3", Samples.active(), 99)),
        "mK7pWq4TzR9xHn3Vdb2Y");
    server("leaving", Optional.of(Samples.session("web-3", Samples.leaving(), 99)), "");
    server("lost", Optional.of(Samples.session("web-3", Samples.lost(), 99)), "");
    server("failed", Optional.of(Samples.session("web-3", Samples.failed(), 9)), "");
    server("expired", Optional.of(Samples.session("web-3", Samples.expired(), 2)), "");
    server("ended", Optional.of(Samples.session("web-3", Samples.ended(), 99)), "");
    rescue();
    page(
        "rescue-login",
        "rescueLogin",
        new RescuePage.Login(shells.bare("Your server in rescue", ""), "/rescue/x", "", ""));
    outbox();
    page(
        "account",
        "account",
        new AccountView(
            shells.of("Account", Shell.Place.ACCOUNT, ADMIN),
            "admin",
            "",
            "",
            "",
            "lb_Zk3vT0w9yQm2Lr8sXcV4bN7hJ1pD6fGa",
            List.of(
                new AccountView.TokenView("1", "laptop", Samples.START, Optional.of(Samples.START)),
                new AccountView.TokenView("2", "monitoring", Samples.START, Optional.empty()))));
    page(
        "problem",
        "problem",
        new ProblemPage(
            shells.of("No such thing", Shell.Place.NOWHERE, ADMIN),
            404,
            "There is no server named web-9.",
            "/servers",
            "To the list of servers"));
  }

  private ListPage list() {
    return new ListPage(
        shells.of("Servers", Shell.Place.SERVERS, ADMIN),
        new ServerRow.Rows(
            List.of(
                row(Samples.server("db-1", Netboot.DISK, false), Optional.empty()),
                row(
                    Samples.server("mail-2", Netboot.RESCUE, true),
                    Optional.of(Samples.session("mail-2", Samples.requested(), 1))),
                row(
                    Samples.server("web-1", Netboot.RESCUE, true),
                    Optional.of(Samples.session("web-1", Samples.booting(), 5))),
                row(
                    Samples.server("web-2", Netboot.DISK, true),
                    Optional.of(Samples.session("web-2", Samples.lost(), 99))),
                row(
                    Samples.server("web-3", Netboot.DISK, true),
                    Optional.of(Samples.session("web-3", Samples.active(), 99))))),
        ServerForm.empty(""),
        false,
        3,
        "");
  }

  private static ServerRow row(Server server, Optional<Session> session) {
    return ServerRow.of(Latest.of(server, session, Optional.empty()));
  }

  private ListPage wrong() {
    var values =
        Map.of(
            "name",
            "Web 3",
            "macAddresses",
            "52:54:00:12:34",
            "ownerEmail",
            "mara",
            "powerDriver",
            "qemu",
            "socket",
            "qmp.sock");
    var errors =
        ((ServerForms.Read.Wrong) ServerForms.read(new org.lifeboot.manager.web.Form(values)))
            .errors();
    return new ListPage(
        list().shell(),
        list().rows(),
        new ServerForm("/servers", "Add server", values, errors, ""),
        true,
        0,
        "");
  }

  private void server(String name, Optional<Session> session, String password) throws IOException {
    var server =
        Samples.server(
            "web-3", name.equals("requested") ? Netboot.RESCUE : Netboot.DISK, session.isPresent());
    var parts =
        ServerParts.of(
            Latest.of(server, session, Optional.empty()),
            Optional.of(Samples.drives()),
            org.lifeboot.manager.web.page.check.TabView.Bar.NONE,
            "");
    page(
        "server-" + name,
        "server",
        new ServerPage(
            shells.of("web-3", Shell.Place.SERVERS, ADMIN),
            new ServerPage.Facts(
                "web-3",
                server.id().text(),
                "52:54:00:12:34:56",
                "mara@example.org",
                "QEMU virtual machine",
                "127.0.0.1:2222",
                "by DHCP",
                "/EFI/debian/shimx64.efi",
                true,
                true,
                Samples.START,
                session.isEmpty()),
            "",
            "",
            password,
            parts,
            session.filter(one -> one.state() instanceof SessionState.Requested).map(_ -> task()),
            new ServerForm("/servers/web-3", "Save", ServerForms.values(server), Map.of(), ""),
            false));
  }

  private static HandsTask task() {
    return new HandsTask(
        "t1",
        "",
        "Restart it: press its reset button, or switch it off and on again.",
        "hands@example.org",
        Samples.START,
        Samples.START.plusSeconds(3600));
  }

  private void rescue() throws IOException {
    Session session = Samples.session("web-3", Samples.active(), 99);
    page(
        "rescue",
        "rescue",
        new RescuePage(
            shells.bare("web-3 in rescue", ""),
            "web-3",
            "/rescue/x",
            "",
            "",
            new org.lifeboot.manager.web.page.check.TabView.Bar(List.of()),
            List.of(),
            NowView.forOwner(session),
            new AccessPart(AccessView.of(session), "", ""),
            Optional.of(new RescuePage.Leave("/rescue/x", false, "")),
            Optional.of(
                MachineView.of(session, Optional.of(Samples.drives()), "/rescue/x/drives", "")),
            new IncidentRow.Rows(List.of()),
            EntryView.newestFirst(session)));
  }

  private void outbox() throws IOException {
    var mail =
        new OutgoingMail(
            "1",
            "s",
            "mara@example.org",
            "web-3 is in rescue",
            Optional.of(
                "Hello,\n\nweb-3 has booted the rescue system.\n\n  Link      http://127.0.0.1:8080/rescue/…\n  User      root\n  Password  mK7pWq4TzR9xHn3Vdb2Y\n"),
            OutgoingMail.State.KEPT,
            0,
            Optional.empty(),
            Samples.START);
    var waiting =
        new OutgoingMail(
            "2",
            "s",
            "ops@example.org",
            "web-1 is in rescue",
            Optional.of("…"),
            OutgoingMail.State.WAITING,
            3,
            Optional.of("mail.example.org:587 refused the connection"),
            Samples.START);
    var done =
        new OutgoingMail(
            "3",
            "s",
            "ops@example.org",
            "db-1 is in rescue",
            Optional.empty(),
            OutgoingMail.State.DELIVERED,
            0,
            Optional.empty(),
            Samples.START);
    var shell = shells.of("Outbox", Shell.Place.OUTBOX, ADMIN);
    page(
        "outbox",
        "outbox",
        new OutboxView(
            shell,
            false,
            List.of(
                OutboxView.MailView.of(mail),
                OutboxView.MailView.of(waiting),
                OutboxView.MailView.of(done))));
    page("outbox-empty", "outbox", new OutboxView(shell, true, List.of()));
  }

  private void page(String file, String template, Object view) throws IOException {
    String html = templates.html(template, view).replace("/assets/", "assets-");
    Files.writeString(folder.resolve(file + ".html"), html, StandardCharsets.UTF_8);
  }

  private void asset(String name) throws IOException {
    try (InputStream stream = Gallery.class.getClassLoader().getResourceAsStream("web/" + name)) {
      Files.write(folder.resolve("assets-" + name), stream.readAllBytes());
    }
  }
}
