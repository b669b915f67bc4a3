package org.lifeboot.manager.web;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckLog;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.effect.EffectWorker;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.health.HealthLog;
import org.lifeboot.manager.health.HealthReader;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.SupportDesk;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.memtest.MemtestRules;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.session.AgentDesk;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.OwnerLetter;
import org.lifeboot.manager.session.PowerUse;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionAddresses;
import org.lifeboot.manager.session.SessionBoots;
import org.lifeboot.manager.session.SessionEffects;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionLimits;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.session.SessionRules;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.SessionSteps;
import org.lifeboot.manager.session.SessionViews;
import org.lifeboot.manager.session.SessionWorld;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.session.SilenceWatch;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.stream.TestStreams;
import org.lifeboot.manager.web.api.ManagerFacts;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.SessionFile;
import org.lifeboot.protocol.Verdict;

/// A real Manager's web listener on a real store in a temporary folder. Only the servers are
/// played: [#boot] and [#activate] say what iPXE and Agent would say, at the doors they would use.
public final class WebWorld implements AutoCloseable {

  static final Who ADMIN = new Who("admin", "127.0.0.1");

  final Database database;
  final Servers servers;
  final Strangers strangers;
  final Sessions sessions;
  final Memtests memtests;
  final Checks checks;
  final Repairs repairs;
  final SavedData saved;
  final Incidents incidents;
  final Streams streams;
  final Consoles consoles;
  final Outbox outbox;
  final Accounts accounts;
  final BrowserSessions browsers;
  final String adminPassword;
  private final SessionBoots boots;
  private final AgentDesk agents;
  private final SessionSteps steps;
  private final EffectWorker worker;
  private final PowerUse power;
  private final Web web;
  private final HttpClient client = HttpClient.newHttpClient();
  private long agentEvents;

  public WebWorld(Path folder) {
    this(folder, 0);
  }

  public WebWorld(Path folder, int port) {
    Clock clock = Clock.systemUTC();
    URI url = URI.create("http://127.0.0.1:" + (port == 0 ? 8080 : port));
    database = Database.open(new StoreSettings.Sqlite(folder));
    var audit = new Audit(database, clock);
    var throttle = new Throttle(database, clock);
    accounts = new Accounts(database, audit, throttle, clock);
    browsers = new BrowserSessions(database, clock);
    var effects = new Effects(database, clock);
    var limits = SessionLimits.USUAL;
    var addresses = new SessionAddresses(url, URI.create("wss://127.0.0.1:8443/agent"), "00");
    outbox = new Outbox(database);
    var drivers =
        new PowerDrivers(database, new Vault(new KeyFile(folder.resolve("secret.key"))), clock);
    servers = new Servers(database, audit, drivers, clock);
    var checkLog = new HealthLog(new CheckLog(), effects);
    var news = new SessionNews();
    steps =
        new SessionSteps(
            new SessionRules(limits),
            effects,
            outbox,
            browsers,
            audit,
            new OwnerLetter(addresses),
            news,
            checkLog,
            clock);
    memtests =
        new Memtests(database, effects, new MemtestRules(limits.choice(), limits.boot()), clock);
    var delivery = new MailDelivery(outbox, Optional.empty());
    worker =
        EffectWorker.start(
            effects,
            handlers(
                new SessionEffects(database, steps, outbox, delivery, memtests, drivers, clock),
                new HealthReader(database, drivers, news, clock)),
            clock);
    power = new PowerUse(effects, worker, clock);
    var views = new SessionViews(database, addresses);
    sessions =
        new Sessions(
            database,
            steps,
            views,
            limits,
            power,
            throttle,
            audit,
            memtests,
            new SessionWorld.AllBuilt(),
            clock);
    strangers = Strangers.start(database, audit, Duration.ofMillis(10), clock);
    boots = new SessionBoots(database, steps, memtests, addresses, strangers);
    agents = new AgentDesk(database, steps, audit, addresses, checkLog, clock);
    var orders = new AgentOrders(steps, clock);
    checks = new Checks(database, sessions, orders, audit, clock);
    saved = new SavedData(database, 4 << 20, clock);
    repairs = new Repairs(database, sessions, orders, checks, saved, clock);
    incidents =
        new Incidents(
            database,
            checks,
            new SupportDesk(Optional.of("support@example.org"), url, outbox, effects),
            audit,
            clock);
    adminPassword = accounts.createFirstAdministrator().orElseThrow();
    streams = TestStreams.of(database);
    consoles = new Consoles(servers, audit);
    web =
        new Web(
            new WebSettings("127.0.0.1", port, url, TrustedProxies.of("127.0.0.1")),
            new WebServices(
                servers,
                strangers,
                sessions,
                memtests,
                news,
                checks,
                new WebServices.Repairing(repairs, saved),
                new HealthReadings(database, effects, audit, news, clock),
                streams,
                consoles,
                new Explorations(streams, audit),
                incidents,
                accounts,
                browsers,
                new ApiTokens(database, audit, clock),
                outbox,
                new ManagerFacts("0.1.0", new ImageCatalog(Path.of("")), database.dialect(), false),
                clock));
    web.start();
  }

  private static Map<String, EffectHandler> handlers(SessionEffects effects, HealthReader reader) {
    Map<String, EffectHandler> handlers = new HashMap<>(effects.handlers());
    handlers.put(HealthReader.KIND, reader);
    return handlers;
  }

  List<Route> routes() {
    return web.routes();
  }

  public String address() {
    return "http://127.0.0.1:" + web.port();
  }

  /// Registers a server that can be rebooted by a command that does nothing.
  Server server(String name, String mac) {
    return servers.add(
        new ServerDraft(
            name,
            List.of(new MacAddress(mac)),
            "mara@example.org",
            "{\"driver\":\"command\",\"soft\":[\"true\"],\"hard\":[\"true\"]}",
            Optional.of(new SshAddress("127.0.0.1", 2222))),
        ADMIN);
  }

  /// A machine that nobody registered asks what to boot, and the Manager has noted it.
  void strangerAsks(String... macs) {
    var cards = List.of(macs).stream().map(MacAddress::new).toList();
    boots.strangerAsked(cards, new BootClient("10.0.2.15", "", "PowerEdge R640", "ABC1234", "efi"));
    while (strangers.find(cards.getFirst()).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  Session rescue(Server server) {
    sessions.chooseNetboot(server.id(), new NetbootChoice.Rescue(true, List.of()), ADMIN);
    return sessions.newestOf(server.id()).orElseThrow();
  }

  /// Memtest86+ is chosen, and the server fetches it.
  void memtestSent(Server server) {
    sessions.chooseNetboot(server.id(), new NetbootChoice.Memtest(), ADMIN);
    var client = new BootClient("10.0.2.15", "10.0.2.2", "Standard PC", "", "pcbios");
    BootId boot =
        ((BootAnswer.Memtest)
                boots.bootAsked(server.macAddresses().getFirst(), client).orElseThrow())
            .boot();
    boots.fileFetched(boot, BootFile.MEMTEST, new Fetch.Started(144_312));
    boots.fileFetched(boot, BootFile.MEMTEST, new Fetch.Finished(144_312, Duration.ofMillis(40)));
  }

  /// The server netboots, up to the squashfs.
  SessionFile boot(Server server) {
    var client = new BootClient("10.0.2.15", "10.0.2.2", "Standard PC", "", "pcbios");
    BootId boot =
        ((BootAnswer.Rescue)
                boots.bootAsked(server.macAddresses().getFirst(), client).orElseThrow())
            .boot();
    fetched(boot, BootFile.KERNEL, 12_100_000);
    fetched(boot, BootFile.INITRD, 38_000_000);
    fetched(boot, BootFile.AGENT, 20_300_000);
    SessionFile file = boots.takeSessionFile(boot).orElseThrow();
    fetched(boot, BootFile.SQUASHFS, 171_200_000);
    return file;
  }

  private void fetched(BootId boot, BootFile file, long sizeBytes) {
    boots.fileFetched(boot, file, new Fetch.Started(sizeBytes));
    boots.fileFetched(boot, file, new Fetch.Finished(sizeBytes, Duration.ofMillis(1600)));
  }

  /// The Agent calls, applies the credentials and reports the drives.
  Session activate(Server server, Inventory inventory) {
    SessionFile file = boot(server);
    var id = new SessionId(file.sessionId());
    agentEvents = 0;
    agents.hello(
        new AgentMessage.Hello(
            Protocol.VERSION,
            file.sessionId(),
            file.token(),
            "ab".repeat(32),
            "6d1f2c1e-5b1c-4f3e-9c55-0f3f2d8f8b11",
            "0.1.0",
            List.of(
                new HostKey(
                    "ssh-ed25519",
                    "AAAAC3NzaC1lZDI1NTE5AAAAIH1x0Lq0m3nq2Yw8tV5uB7kR4sD9fG6hJ1kL3zX0cVbN")),
            List.of("10.0.2.15")),
        "10.0.2.15",
        "connection-1");
    var orders = (AgentDesk.Orders.Send) agents.orders(id, "connection-1");
    for (var command : orders.commands()) {
      if (command.command() instanceof AgentCommand.ApplyCredentials credentials) {
        report(id, new AgentEvent.CredentialsApplied(command.id(), credentials.version()));
      }
    }
    report(id, new AgentEvent.InventoryTaken("", inventory));
    agents.alive(id, new AgentMessage.Heartbeat(60, 1_013L << 20, 402L << 20));
    return sessions.find(id).orElseThrow();
  }

  private void report(SessionId id, AgentEvent event) {
    agents.report(id, new AgentMessage.Numbered(++agentEvents, Clock.systemUTC().instant(), event));
  }

  /// The Agent begins the newest check, and tells of it.
  ///
  /// @return the check's id
  String checkRuns(String step) {
    Check check =
        sessions.newest().values().stream()
            .flatMap(session -> checks.ofSession(session.id()).stream())
            .reduce((_, newer) -> newer)
            .orElseThrow();
    String id = check.id().text();
    report(check.session(), new AgentEvent.CheckStarted(id));
    report(check.session(), new AgentEvent.CheckStep(id, "", step));
    agents.progress(check.session(), new AgentMessage.CheckProgress(id, "", step, 40, 90));
    return id;
  }

  /// The Agent ends a check, with evidence.
  void checkEnds(String id) {
    Check check = checks.find(new CheckId(id)).orElseThrow();
    SessionId session = check.session();
    report(session, new AgentEvent.CheckEvidence(id, "memtester", "Loop 1:\n  ok\n"));
    report(
        session,
        new AgentEvent.CheckMeasured(id, "speed", "MB/s", List.of(new AgentEvent.Point(1, 812.5))));
    report(
        session,
        new AgentEvent.CheckEnded(
            id,
            CheckReport.offeringNothing(
                check.order().kind(),
                check.order().target(),
                Verdict.WARNING,
                "One memory module corrected an error.",
                List.of(
                    new CheckReport.Finding(
                        "DIMM_A1", Verdict.WARNING, "1 error was corrected.", "Have it replaced.")),
                List.of(new CheckReport.Fact("", "memory tested", "700000000", "bytes")))));
  }

  /// The Agent tells something of a check.
  void tells(AgentEvent.OfCheck event) {
    report(checks.find(new CheckId(event.checkId())).orElseThrow().session(), event);
  }

  /// The Agent tells how far a check is.
  void progress(String id, String part, String step, int percent) {
    SessionId session = checks.find(new CheckId(id)).orElseThrow().session();
    agents.progress(session, new AgentMessage.CheckProgress(id, part, step, percent, 90));
  }

  /// Every Agent falls silent, and that is noticed.
  void allFallSilent() throws InterruptedException {
    try (var _ = SilenceWatch.start(database, steps, Duration.ofMillis(1), Clock.systemUTC())) {
      while (sessions.newest().values().stream()
          .anyMatch(session -> session.state() instanceof SessionState.Active)) {
        Thread.sleep(50);
      }
    }
  }

  /// The Agent says that it goes down for the reboot.
  void goesDown(SessionId id) {
    report(id, new AgentEvent.Rebooting(""));
  }

  /// The temporary password, as the owner reads it in the mail.
  String mailedPassword(SessionId id) {
    String text =
        outbox.list().stream()
            .filter(mail -> mail.about().equals(id.text()))
            .findFirst()
            .flatMap(mail -> mail.text())
            .orElseThrow();
    Matcher password = Pattern.compile("(?im)^.*password:?\\s+(\\S{16,})$").matcher(text);
    if (!password.find()) {
      throw new AssertionError("no password in the mail:\n" + text);
    }
    return password.group(1);
  }

  /// An answer, with the text read.
  record Answer(int status, String text, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer send(String method, String path, String body, String... headers) {
    return send(client, method, path, body, headers);
  }

  private Answer send(HttpClient by, String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = by.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (java.io.IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// A browser with a cookie jar that fills forms.
  final class Visitor {
    private final HttpClient browser =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String page = "";

    Answer get(String path) {
      Answer answer = send(browser, "GET", path, "");
      page = answer.text();
      return answer;
    }

    /// Sends a form, with the token of the page looked at last.
    Answer post(String path, Map<String, String> fields) {
      String body =
          "csrf="
              + csrf()
              + fields.entrySet().stream()
                  .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                  .collect(Collectors.joining());
      return postRaw(path, body);
    }

    Answer postRaw(String path, String body) {
      return send(browser, "POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    /// Listens to a page's event stream.
    Events events(String path) {
      var request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .header("Accept", "text/event-stream")
              .build();
      return Events.of(browser, request);
    }

    String csrf() {
      Matcher found = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
      return found.find() ? found.group(1) : "";
    }

    Visitor loggedIn() {
      return loggedIn("admin", adminPassword);
    }

    Visitor loggedIn(String name, String password) {
      get("/login");
      post("/login", Map.of("name", name, "password", password));
      return this;
    }
  }

  Visitor visitor() {
    return new Visitor();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// An API token of the administrator's.
  String token() {
    return token("admin", adminPassword);
  }

  String token(String name, String password) {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    Matcher token =
        Pattern.compile("\"token\":\"([^\"]+)\"")
            .matcher(send("POST", "/api/v1/tokens", body).text());
    if (!token.find()) {
      throw new AssertionError("no token");
    }
    return token.group(1);
  }

  @Override
  public void close() {
    web.close();
    consoles.close();
    strangers.close();
    worker.close();
    power.close();
    client.close();
    database.close();
  }
}
