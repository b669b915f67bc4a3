package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.memtest.MemtestReading;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.Verdict;

/// The API is what openapi.yaml says: every route is in it, and every answer is held against it.
class ContractTest {

  private static final String DRAFT =
      """
      {"name":"web-3","macAddresses":["52-54-00-AA-00-03"],"ownerEmail":"mara@example.org",
       "power":{"driver":"command","soft":["true"],"hard":["true"],"on":["true"]},"sshAddress":"127.0.0.1:2222",
       "efiLoader":"/EFI/debian/shimx64.efi"}
      """;

  @TempDir Path folder;
  private WebWorld world;
  private final Contract contract = Contract.read();
  private String token = "";

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    token = world.token();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private WebWorld.Answer call(String method, String pattern, String path, String body) {
    var answer = world.send(method, path, body, "Authorization", "Bearer " + token);
    contract.check(method, pattern, answer);
    return answer;
  }

  private WebWorld.Answer call(String method, String path, String body) {
    return call(method, path, path, body);
  }

  @Test
  void theDocumentIsValidOpenApi() {
    assertThat(new OpenAPIV3Parser().readLocation("openapi.yaml", null, null).getMessages())
        .isEmpty();
  }

  @Test
  void everyRouteIsInTheDocumentAndNoOther() {
    TreeSet<String> routes =
        world.routes().stream()
            .filter(route -> route.path().startsWith("/api/"))
            .map(route -> route.method().name() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(routes).isEqualTo(contract.operations());
  }

  @Test
  void everyAnswerOfEveryRouteIsAsPromised() {
    call("GET", "/api/v1/status", "");
    call("GET", "/api/v1/openapi.yaml", "");
    call("GET", "/api/v1/servers", "");
    var added = call("POST", "/api/v1/servers", DRAFT);
    var server = world.servers.get("web-3");
    String one = "/api/v1/servers/{server}";
    String path = "/api/v1/servers/web-3";
    call("GET", one, path, "");
    call("PATCH", one, path, "{\"ownerEmail\":\"ops@example.org\"}");
    networkOf(one, path);
    loaderOf(one, path);
    powerOf(one + "/power", path + "/power");
    tasks();
    call("PUT", one + "/netboot", path + "/netboot", "{\"netboot\":\"rescue\"}");
    call("POST", one + "/reboot", path + "/reboot", "{\"how\":\"hard\"}");
    call("GET", one, path, "");
    Session session = world.activate(server, Samples.drives());
    call("GET", one, path, "");
    call("GET", "/api/v1/servers", "");
    call("GET", "/api/v1/outbox", "");
    String sessions = "/api/v1/sessions/{session}";
    String live = "/api/v1/sessions/" + session.id();
    call("GET", sessions, live, "");
    call("GET", sessions + "/timeline", live + "/timeline?after=3", "");
    call("POST", sessions + "/password", live + "/password", "");
    call("GET", sessions + "/inventory", live + "/inventory", "");
    call("GET", sessions + "/ssh", live + "/ssh", "");
    checksOf(path, live);
    volumesOf(live);
    call("PUT", one + "/netboot", path + "/netboot", "{\"netboot\":\"disk\"}");
    call("POST", one + "/reboot", path + "/reboot", "{\"how\":\"soft\"}");
    world.goesDown(session.id());
    call("GET", sessions, live, "");
    strangers();
    accounts();
    changePassword();
    call("DELETE", one, path, "");
    call("DELETE", "/api/v1/tokens/current", "");
    var made =
        world.send(
            "POST",
            "/api/v1/tokens",
            "{\"name\":\"admin\",\"password\":\"" + world.adminPassword + "\",\"label\":\"cli\"}");
    contract.check("POST", "/api/v1/tokens", made);

    assertThat(added.status()).isEqualTo(201);
    assertThat(added.text())
        .contains("\"macAddresses\":[\"52:54:00:aa:00:03\"]")
        .contains("\"efiLoader\":\"/EFI/debian/shimx64.efi\"");
    var answered = new TreeSet<>(contract.operations());
    answered.remove("GET /api/v1/sessions/{session}/ssh"); // a WebSocket: see SocketsTest
    assertThat(contract.seen()).isEqualTo(answered);
    assertThat(call("GET", "/api/v1/servers", "").status()).isEqualTo(401);
  }

  private void networkOf(String one, String path) {
    String network =
        "{\"address\":\"10.0.4.21/24\",\"gateway\":\"10.0.4.1\",\"dns\":[\"10.0.4.2\"],\"vlan\":12}";
    assertThat(call("PATCH", one, path, "{\"network\":" + network + "}").text())
        .contains("\"network\":" + network);
    assertThat(call("PATCH", one, path, "{\"network\":{\"address\":\"10.0.4.21\"}}").text())
        .contains("without the length of its network's prefix");
    assertThat(call("PATCH", one, path, "{\"network\":{}}").text()).doesNotContain("network");
  }

  private void loaderOf(String one, String path) {
    assertThat(
            call("PATCH", one, path, "{\"efiLoader\":\"\\\\EFI\\\\debian\\\\grubx64.efi\"}").text())
        .contains("\"efiLoader\":\"/EFI/debian/grubx64.efi\"");
    assertThat(call("PATCH", one, path, "{\"ownerEmail\":\"ops@example.org\"}").text())
        .contains("\"efiLoader\":\"/EFI/debian/grubx64.efi\"");
    assertThat(call("PATCH", one, path, "{\"efiLoader\":\"/EFI/x.efi;reboot\"}").text())
        .contains("not a loader on an EFI system partition");
    assertThat(call("PATCH", one, path, "{\"efiLoader\":\"\"}").text()).doesNotContain("efiLoader");
    assertThat(call("PATCH", one, path, "{\"efiLoader\":null}").status()).isEqualTo(400);
  }

  private void strangers() {
    world.strangerAsks("52:54:00:00:00:77", "52:54:00:00:00:78");
    assertThat(call("GET", "/api/v1/strangers", "").text())
        .contains("\"mac\":\"52:54:00:00:00:77\"", "server-abc1234", "PowerEdge R640");
    String one = "/api/v1/strangers/{mac}";
    assertThat(call("DELETE", one, "/api/v1/strangers/52:54:00:00:00:77", "").status())
        .isEqualTo(204);
    assertThat(call("DELETE", one, "/api/v1/strangers/52-54-00-00-00-77", "").status())
        .isEqualTo(404);
    assertThat(call("DELETE", one, "/api/v1/strangers/nonsense", "").status()).isEqualTo(400);
  }

  private void powerOf(String pattern, String power) {
    call("GET", pattern, power, "");
    call("PUT", pattern, power, "{\"power\":\"on\"}");
    call("GET", pattern + "/health", power + "/health", "");
    call("GET", pattern + "/certificates", power + "/certificates", "");
    String none = "{\"sha256\":\"" + "0".repeat(64) + "\"}";
    assertThat(call("PUT", pattern + "/certificates", power + "/certificates", none).status())
        .isEqualTo(400);
    world.database.change(
        "show another certificate",
        transaction ->
            transaction
                .handle()
                .createUpdate(
                    """
                    insert into power_pin (server_id, place, offered, seen_at)
                    values (:id, 'redfish', :sha, 1)
                    """)
                .bind("id", world.servers.get("web-3").id().text())
                .bind("sha", "0".repeat(64))
                .execute());
    assertThat(call("PUT", pattern + "/certificates", power + "/certificates", none).text())
        .contains("\"trusted\":\"000");
  }

  private void tasks() {
    String draft =
        "{\"name\":\"web-8\",\"macAddresses\":[\"52:54:00:00:00:08\"],"
            + "\"ownerEmail\":\"a@example.org\",\"power\":"
            + "{\"driver\":\"technician\",\"email\":\"hands@example.org\"}}";
    String task = "/api/v1/servers/{server}/power/task";
    String path = "/api/v1/servers/web-8/power/task";

    assertThat(call("POST", "/api/v1/servers", draft).text()).contains("\"minutes\":60");
    assertThat(call("GET", task, path, "").text()).isEqualTo("{\"tasks\":[]}");
    call("PUT", "/api/v1/servers/{server}/power", path.replace("/task", ""), "{\"power\":\"on\"}");
    assertThat(call("GET", task, path, "").text()).contains("Switch it on.", "hands@example.org");
    assertThat(call("PUT", task, path, "{\"answer\":\"done\",\"note\":\"it runs\"}").text())
        .isEqualTo("{\"tasks\":[]}");
    assertThat(call("PUT", task, path, "{\"answer\":\"cannot\"}").status()).isEqualTo(404);
  }

  @Test
  void aControllersPasswordGoesInAndIsNeverSeenAgain() throws IOException {
    new KeyFile(folder.resolve("secret.key")).make();
    String ipmi = "{\"driver\":\"ipmi\",\"address\":\"127.0.0.1:1\",\"user\":\"root\"%s}";
    String draft =
        "{\"name\":\"web-7\",\"macAddresses\":[\"52:54:00:00:00:07\"],"
            + "\"ownerEmail\":\"a@example.org\",\"power\":"
            + ipmi.formatted(",\"password\":\"calvin-and-hobbes\"")
            + "}";
    String server = "/api/v1/servers/{server}";
    String path = "/api/v1/servers/web-7";

    assertThat(refusal(draft.replace("calvin-and-hobbes", ""))).contains("password: is needed");
    assertThat(call("POST", "/api/v1/servers", draft).status()).isEqualTo(201);
    assertThat(call("GET", server, path, "").text())
        .contains("\"driver\":\"ipmi\"")
        .doesNotContain("calvin");
    assertThat(call("PATCH", server, path, "{\"power\":" + ipmi.formatted("") + "}").status())
        .isEqualTo(200);
    String elsewhere = "{\"power\":" + ipmi.formatted("").replace("127.0.0.1", "192.0.2.66") + "}";
    assertThat(call("PATCH", server, path, elsewhere).text()).contains("type it again");
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("calvin-and-hobbes");
      }
    }
  }

  private void volumesOf(String live) {
    String pattern = "/api/v1/sessions/{session}/volumes";
    String volumes = live + "/volumes";
    String file = "/file?volume=v&path=%2Fa";
    try (var _ = world.streams.join(new PlayedDisk(world.streams))) {
      call("GET", pattern, volumes, "");
      call("POST", pattern + "/open", volumes + "/open", "{\"volume\":\"/dev/sda1\"}");
      call("GET", pattern + "/folder", volumes + "/folder?volume=v&path=%2F", "");
      call("GET", pattern + "/text", volumes + "/text?volume=v&path=%2Fa", "");
      call("GET", pattern + "/search", volumes + "/search?volume=v&path=%2Fa&words=b", "");
      call("GET", pattern + "/logs", volumes + "/logs?volume=v", "");
      call("GET", pattern + "/journal", volumes + "/journal?volume=v", "");
      call("GET", pattern + "/glance", volumes + "/glance?volume=v", "");
      call("GET", pattern + "/file", volumes + file, "");
      call("HEAD", pattern + "/file", volumes + file, "");
      call("GET", pattern + "/archive", volumes + "/archive?volume=v&path=%2F&format=zip", "");
      call("POST", pattern + "/close", volumes + "/close", "{\"volume\":\"/dev/sda1\"}");
    }
  }

  private void changePassword() {
    String path = "/api/v1/account/password";
    String body = "{\"current\":\"%s\",\"password\":\"%s\",\"endTokens\":false}";
    assertThat(call("PUT", path, body.formatted("nonsense", "b".repeat(14))).status())
        .isEqualTo(401);
    String fresh = body.formatted(world.adminPassword, world.adminPassword);
    assertThat(call("PUT", path, fresh).status()).isEqualTo(204);
  }

  private void accounts() {
    call("POST", "/api/v1/accounts", "{\"name\":\"tess\",\"role\":\"technician\"}");
    call("GET", "/api/v1/accounts", "");
    call("DELETE", "/api/v1/accounts/{account}", "/api/v1/accounts/tess", "");
  }

  private void checksOf(String server, String session) {
    String checks = "/api/v1/checks/{check}";
    call(
        "POST",
        "/api/v1/sessions/{session}/checks",
        session + "/checks",
        "{\"checks\":[{\"check\":\"memory\",\"level\":\"thorough\"}]}");
    String id = world.checkRuns("a memory");
    String path = "/api/v1/checks/" + id;
    call("GET", checks, path, "");
    call("POST", checks + "/cancel", path + "/cancel", "");
    world.checkEnds(id);
    call("GET", checks, path, "");
    call("GET", checks + "/evidence/{name}", path + "/evidence/memtester", "");
    call("GET", "/api/v1/sessions/{session}/checks", session + "/checks", "");
    call("GET", "/api/v1/sessions/{session}/report", session + "/report", "");
    call("GET", "/api/v1/servers/{server}/checks", server + "/checks", "");
    String controller = "/api/v1/sessions/{session}/controller";
    call("GET", controller, session + "/controller", "");
    assertThat(call("POST", controller, session + "/controller", "").text())
        .contains("power-not-configured");
    asksAController(session);
    incidentOf(id);
    repairOf(session);
  }

  private void asksAController(String session) {
    makeKey();
    String pattern = "/api/v1/servers/{server}";
    String path = "/api/v1/servers/web-3";
    String board =
        "{\"power\":{\"driver\":\"redfish\",\"address\":\"127.0.0.1:1\",\"user\":\"a\",\"password\":\"b\"}}";
    assertThat(call("PATCH", pattern, path, board).status()).isEqualTo(200);
    String controller = "/api/v1/sessions/{session}/controller";
    assertThat(call("POST", controller, session + "/controller", "").text())
        .contains("\"moment\":\"by-hand\"", "\"askedBy\":\"admin\"");
    String before = DRAFT.substring(DRAFT.indexOf("\"power\""), DRAFT.indexOf(",\"sshAddress\""));
    assertThat(call("PATCH", pattern, path, "{" + before + "}").status()).isEqualTo(200);
  }

  private void makeKey() {
    try {
      new KeyFile(folder.resolve("secret.key")).make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rehearsed(String session, String plan) {
    String pattern = "/api/v1/sessions/{session}/volumes/rehearsed";
    String path = session + "/volumes/rehearsed";
    try (var _ = world.streams.join(new PlayedDisk(world.streams))) {
      assertThat(call("POST", pattern, path, "{\"check\":\"" + plan + "\"}").text())
          .contains("\"done\":true");
      assertThat(call("POST", pattern, path, "{\"check\":\"none\"}").status()).isEqualTo(404);
    }
  }

  private void repairOf(String session) {
    var story = new CheckStory(world, new SessionId(session.replace("/api/v1/sessions/", "")));
    String plan = story.offers("/dev/sda1");
    String checks = "/api/v1/checks/{check}";
    String path = "/api/v1/checks/" + plan;
    rehearsed(session, plan);
    assertThat(call("GET", checks, path, "").text()).contains("\"e2fsck-undo\"");
    assertThat(call("POST", checks + "/repair", path + "/repair", "{}").status()).isEqualTo(400);
    String other = "{\"fingerprint\":\"" + "00".repeat(32) + "\"}";
    assertThat(call("POST", checks + "/repair", path + "/repair", other).text())
        .contains("\"repair-refused\"");
    String yes = other.replace("00", "5a");
    assertThat(call("POST", checks + "/repair", path + "/repair", yes).status()).isEqualTo(201);
    assertThat(call("POST", checks + "/repair", path + "/repair", yes).status()).isEqualTo(200);
    String repair = story.id(CheckKind.REPAIR, "/dev/sda1");
    path = "/api/v1/checks/" + repair;
    assertThat(call("GET", checks + "/saved", path + "/saved", "").status()).isEqualTo(404);
    assertThat(call("POST", checks + "/undo", path + "/undo", "").text())
        .contains("\"repair-refused\"", "saved nothing");
    story.runs(repair, "/dev/sda1", "saving what will be changed", 10);
    story.saves(repair, "before".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    story.ends(repair, Verdict.PASSED, "The file system is in order.", List.of(), List.of());
    assertThat(call("GET", checks, path, "").text()).contains("\"saved\":{\"sizeBytes\":6");
    var saved = call("GET", checks + "/saved", path + "/saved", "");
    assertThat(saved.text()).isEqualTo("before");
    assertThat(saved.header("Repr-Digest")).startsWith("sha-256=:");
    assertThat(call("POST", checks + "/undo", path + "/undo", "").status()).isEqualTo(201);
    assertThat(call("POST", checks + "/undo", path + "/undo", "").text())
        .contains("\"undoes\":\"" + repair);
    story.passes(story.id(CheckKind.REPAIR, "/dev/sda1"), "It is back.");
    assertThat(call("GET", "/api/v1/sessions/{session}/timeline", session + "/timeline", "").text())
        .contains("\"step\":\"repair\"");
    assertThat(
            call(
                    "POST",
                    "/api/v1/sessions/{session}/checks",
                    session + "/checks",
                    "{\"checks\":[{\"check\":\"repair\",\"target\":\"/dev/sda1\"}]}")
                .status())
        .isEqualTo(400);
  }

  private void incidentOf(String check) {
    String list = "/api/v1/incidents";
    String one = list + "/{incident}";
    String path = list + "/1";
    String draft = "{\"checkId\":\"" + check + "\",\"words\":\"it clicks\"}";
    assertThat(call("POST", list, draft).status()).isEqualTo(201);
    assertThat(call("POST", list, draft).status()).isEqualTo(200);
    call("GET", list, list + "?state=open", "");
    call("GET", one, path, "");
    call("POST", one + "/comments", path + "/comments", "{\"words\":\"any news?\"}");
    call("GET", one + "/evidence/{name}", path + "/evidence/memtester", "");
    assertThat(call("GET", one + "/file", path + "/file", "").text()).startsWith("PK");
    call("PATCH", one, path, "{\"state\":\"in-work\"}");
    assertThat(call("PATCH", one, path, "{\"state\":\"closed\"}").status()).isEqualTo(400);
    call("PATCH", one, path, "{\"state\":\"closed\",\"words\":\"replaced\"}");
    assertThat(call("PATCH", one, path, "{\"state\":\"in-work\"}").text())
        .contains("\"incident-state\"");
    assertThat(call("GET", list, list + "?state=lost", "").status()).isEqualTo(400);
  }

  @Test
  void aWrongOrderIsRefusedByItsName() {
    Session session = world.activate(rescued("web-4"), Samples.drives());
    String path = "/api/v1/sessions/" + session.id() + "/checks";

    assertThat(world.send("POST", path, "{}", auth()).text()).contains("name the checks");
    assertThat(world.send("POST", path, checks("{\"check\":\"smell\"}"), auth()).text())
        .contains("there is no check");
    assertThat(world.send("POST", path, checks("{\"check\":\"surface\"}"), auth()).text())
        .contains("target: is needed");
    assertThat(
            world
                .send(
                    "POST",
                    path,
                    checks("{\"check\":\"filesystem\",\"target\":\"/dev/x\"}"),
                    auth())
                .text())
        .contains("no such device", "/dev/sda");
    assertThat(
            world
                .send("POST", path, checks("{\"check\":\"processors\",\"minutes\":0}"), auth())
                .text())
        .contains("1 to 1,440 minutes");
    assertThat(world.checks.ofSession(session.id())).isEmpty();
  }

  private Server rescued(String name) {
    var server = world.server(name, "52:54:00:00:00:44");
    world.rescue(server);
    return server;
  }

  private static String checks(String order) {
    return "{\"checks\":[" + order + "]}";
  }

  private String[] auth() {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  void aChoiceOfMemtestIsAsPromisedInEachState() {
    call("POST", "/api/v1/servers", DRAFT);
    String server = "/api/v1/servers/{server}";
    String path = "/api/v1/servers/web-3";

    String memtest = "{\"netboot\":\"memtest\"}";
    assertThat(call("PUT", server + "/netboot", path + "/netboot", memtest).text())
        .contains("\"netboot\":\"memtest\"", "\"state\":\"chosen\"", "\"expiresAt\"");
    world.memtestSent(world.servers.get("web-3"));
    assertThat(call("GET", server, path, "").text())
        .contains("\"netboot\":\"disk\"", "\"state\":\"sent\"", "\"sentAt\"");
    String id = world.memtests.newestOf(world.servers.get("web-3").id()).orElseThrow().id();
    world.memtests.silent(id, "Somebody else has it open.", true);
    assertThat(call("GET", server, path, "").text())
        .contains("\"verdict\":\"inconclusive\"", "\"trouble\":\"Somebody else has it open.\"");
    world.memtests.heard(id, new MemtestReading("7.20", 9, 1, 40, 3, 5, 2, 1, "2345678"));
    assertThat(call("GET", server, path, "").text())
        .contains("\"verdict\":\"failed\"", "\"errors\":2", "\"address\":\"0x2345678\"");
    call("GET", "/api/v1/servers", "");
    call("PUT", server + "/netboot", path + "/netboot", "{\"netboot\":\"rescue\"}");
    assertThat(call("GET", server, path, "").text())
        .contains("\"reason\":\"rescue was chosen\"", "\"endedAt\"");
  }

  @Test
  void problemsCarryTheirCode() {
    call("POST", "/api/v1/servers", DRAFT);
    String server = "/api/v1/servers/{server}";

    assertThat(call("POST", "/api/v1/servers", DRAFT).text()).contains("\"name-taken\"");
    assertThat(call("POST", "/api/v1/servers", DRAFT.replace("web-3", "web-4")).text())
        .contains("\"mac-address-taken\"", "\"status\":409");
    assertThat(call("GET", server, "/api/v1/servers/web-9", "").text()).contains("\"not-found\"");
    call("PUT", server + "/netboot", "/api/v1/servers/web-3/netboot", "{\"netboot\":\"rescue\"}");
    assertThat(
            call(
                    "PUT",
                    server + "/netboot",
                    "/api/v1/servers/web-3/netboot",
                    "{\"netboot\":\"rescue\"}")
                .text())
        .contains("\"session-live\"");
    assertThat(world.servers.list()).hasSize(1);
  }

  @Test
  void aWrongRequestIsToldWhatIsWrong() {
    assertThat(refusal("{\"name\":\"web-3\",\"mac\":\"x\"}"))
        .contains("mac: there is no such property", "macAddresses");
    assertThat(refusal("{\"name\":3}")).contains("name: expected text, found a number");
    assertThat(refusal("{\"name\":\"web-3\"}")).contains("macAddresses: is needed and missing");
    assertThat(refusal("{\"name\":\"web-3\",\"macAddresses\":\"52:54:00:00:00:03\"}"))
        .contains("macAddresses: expected a list of texts, found text");
    assertThat(refusal("[]")).contains("not an object");
    assertThat(refusal("{\"name\":")).contains("not JSON");
    assertThat(refusal("")).contains("no body");
    assertThat(refusal(DRAFT.replace("\"command\"", "\"lever\""))).contains("no driver", "lever");
    assertThat(refusal(DRAFT.replace("\"soft\"", "\"gentle\"")))
        .contains("power.gentle: there is no such property");
    assertThat(refusal("{\"name\":\"" + "a".repeat(70_000) + "\"}")).contains("65536 bytes");
    assertThat(world.servers.list()).isEmpty();
  }

  private String refusal(String body) {
    var answer = call("POST", "/api/v1/servers", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.text().replace("\\\"", "\"");
  }

  @Test
  void aTokenThatIsNotOneIsRefused() {
    token = "lb_nonsense";

    assertThat(call("GET", "/api/v1/servers", "").text()).contains("\"unauthenticated\"");
  }

  @Test
  void thePagesCookieNeedsTheCsrfHeaderToChangeSomething() {
    var visitor = world.visitor().loggedIn();

    var without = visitor.postRaw("/api/v1/servers", DRAFT);

    assertThat(without.status()).isEqualTo(403);
    assertThat(world.servers.list()).isEmpty();
    assertThat(visitor.get("/api/v1/servers").status()).isEqualTo(200);
  }

  @Test
  void theTimelineStreamsEachEntryOnceAndEndsWithTheSession() throws Exception {
    call("POST", "/api/v1/servers", DRAFT);
    var server = world.servers.get("web-3");
    Session session = world.rescue(server);
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    world.address() + "/api/v1/sessions/" + session.id() + "/timeline?after=0"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .build();
    try (var client = HttpClient.newHttpClient();
        var events = Events.of(client, request)) {
      var first = events.nextEvent();
      world.activate(server, Samples.drives());
      call(
          "PUT",
          "/api/v1/servers/{server}/netboot",
          "/api/v1/servers/web-3/netboot",
          "{\"netboot\":\"disk\"}");
      world.goesDown(session.id());
      List<Events.Event> rest = events.rest();

      contract.validate("entry", "Entry", first.data());
      assertThat(first.id()).isEqualTo("1");
      assertThat(rest.getLast().name()).isEqualTo("end");
      assertThat(rest.getLast().data()).isEqualTo("{\"state\":\"ended\"}");
      assertThat(rest).extracting(Events.Event::id).doesNotHaveDuplicates().contains("2", "3");
    }
  }
}
