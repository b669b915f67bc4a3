package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.web.page.Samples;

class DoorTest {

  @TempDir Path folder;
  private WebWorld world;

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void thePublicRoutesAreExactlyThese() {
    assertThat(routes(Access.PUBLIC))
        .containsExactlyInAnyOrder(
            "GET /login", "GET /assets/{file}", "GET /healthz", "GET /rescue/{session}");
    assertThat(routes(Access.PASSWORD))
        .containsExactlyInAnyOrder(
            "POST /login", "POST /rescue/{session}/login", "POST /api/v1/tokens");
  }

  @Test
  void theRoutesThatTakeAnOperatorAreExactlyThese() {
    assertThat(routes(Access.OPERATOR))
        .containsExactlyInAnyOrder(
            "POST /servers",
            "POST /servers/{server}",
            "POST /servers/{server}/remove",
            "GET /outbox",
            "GET /strangers",
            "POST /strangers/{mac}/forget",
            "GET /api/v1/strangers",
            "DELETE /api/v1/strangers/{mac}",
            "GET /accounts",
            "POST /accounts",
            "POST /accounts/{account}/remove",
            "POST /api/v1/servers",
            "GET /servers/{server}/power/test",
            "POST /servers/{server}/power/trust",
            "GET /api/v1/servers/{server}/power/health",
            "GET /api/v1/servers/{server}/power/certificates",
            "PUT /api/v1/servers/{server}/power/certificates",
            "PATCH /api/v1/servers/{server}",
            "DELETE /api/v1/servers/{server}",
            "GET /api/v1/outbox",
            "GET /api/v1/accounts",
            "POST /api/v1/accounts",
            "DELETE /api/v1/accounts/{account}");
  }

  private List<String> routes(Access access) {
    return world.routes().stream()
        .filter(route -> route.access() == access)
        .map(route -> route.method().name() + " " + route.path())
        .toList();
  }

  @Test
  void everyOtherRouteSendsStrangersAway() {
    Set<String> letIn =
        world.routes().stream()
            .filter(route -> route.access() != Access.PUBLIC)
            .filter(route -> !turnedAway(route))
            .map(route -> route.method().name() + " " + route.path())
            .collect(Collectors.toSet());

    assertThat(world.routes()).hasSizeGreaterThan(40);
    assertThat(letIn).isEmpty();
  }

  @Test
  void aTechnicianIsRefusedExactlyWhatTakesAnOperator() {
    world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    world.server("some", "52:54:00:00:00:05");

    List<String> refused =
        world.routes().stream()
            .filter(route -> route.access() != Access.PUBLIC && route.access() != Access.PASSWORD)
            .filter(route -> walk(route, "tess", Role.TECHNICIAN) == 403)
            .map(route -> route.method().name() + " " + route.path())
            .toList();

    assertThat(refused).containsExactlyInAnyOrderElementsOf(routes(Access.OPERATOR));
    assertThat(world.servers.list()).hasSize(1);
    assertThat(world.accounts.list()).hasSize(2);
  }

  @Test
  void anOperatorIsRefusedNothingForHisRole() {
    List<Integer> answers =
        world.routes().stream()
            .filter(route -> route.access() == Access.OPERATOR)
            .map(route -> walk(route, "admin", Role.OPERATOR))
            .toList();

    assertThat(answers).hasSizeGreaterThan(10).doesNotContain(401, 403);
  }

  /// Walks a route with a log-in of its own; an event stream is left as soon as it has begun.
  private int walk(Route route, String name, Role role) {
    var login = world.browsers.open(new Visitor.OfAccount(name, role));
    String path = route.path().replaceAll("\\{[a-z]+}", "some");
    var request =
        HttpRequest.newBuilder(URI.create(world.address() + path))
            .header("Cookie", "lifeboot=" + login.cookie())
            .header("X-CSRF-Token", login.session().csrfToken())
            .method(
                route.method().name(),
                BodyPublishers.ofString("csrf=" + login.session().csrfToken()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      client.shutdownNow();
      return answer.statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(route.path(), e);
    }
  }

  @Test
  void aTechniciansTokenIsHeldToTheSame() {
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    String[] auth = {"Authorization", "Bearer " + world.token("tess", password)};
    world.server("web-3", "52:54:00:00:00:03");

    assertThat(world.send("DELETE", "/api/v1/servers/web-3", "", auth).text())
        .contains("\"forbidden\"", "takes an operator");
    assertThat(
            world
                .send("PUT", "/api/v1/servers/web-3/netboot", "{\"netboot\":\"rescue\"}", auth)
                .status())
        .isEqualTo(200);
  }

  @Test
  void aNewPasswordByTheApiEndsTheAccountsTokensUnlessToldOtherwise() {
    String[] auth = {"Authorization", "Bearer " + world.token()};
    String body =
        "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(world.adminPassword, "b".repeat(14));

    assertThat(world.send("PUT", "/api/v1/account/password", body, auth).status()).isEqualTo(204);

    assertThat(world.send("GET", "/api/v1/servers", "", auth).status()).isEqualTo(401);
  }

  @Test
  void powerSettingsAndWhatTheirDriverSaysAreForOperators() {
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    String[] tess = {"Authorization", "Bearer " + world.token("tess", password)};
    String[] admin = {"Authorization", "Bearer " + world.token()};
    String draft =
        """
        {"name":"web-9","macAddresses":["52:54:00:00:00:09"],"ownerEmail":"mara@example.org",
         "power":{"driver":"command","hard":["ls","/bmc-10.0.0.9"],"status":["ls","/bmc-10.0.0.9"]}}
        """;
    world.send("POST", "/api/v1/servers", draft, admin);
    String server = "/api/v1/servers/web-9";
    String secret = "bmc-10.0.0.9";
    var page = world.visitor().loggedIn("tess", password);

    assertThat(world.send("GET", server, "", admin).text()).contains(secret);
    assertThat(world.send("GET", server + "/power", "", admin).text()).contains(secret);
    assertThat(world.send("GET", server, "", tess).text())
        .contains("\"power\":{\"driver\":\"command\"}")
        .doesNotContain(secret);
    assertThat(world.send("GET", "/api/v1/servers", "", tess).text()).doesNotContain(secret);
    assertThat(world.send("GET", server + "/power", "", tess).text()).doesNotContain(secret);
    assertThat(world.send("POST", server + "/reboot", "{\"how\":\"hard\"}", tess).text())
        .contains("power-unreachable", "for operators")
        .doesNotContain(secret);
    assertThat(page.get("/servers/web-9").text()).doesNotContain(secret);
    assertThat(page.get("/servers/web-9/power").text()).doesNotContain(secret);
  }

  @Test
  void whatAPowerDriverSaysStandsOnNoTimeline() {
    String[] admin = {"Authorization", "Bearer " + world.token()};
    String draft =
        """
        {"name":"web-9","macAddresses":["52:54:00:00:00:09"],"ownerEmail":"mara@example.org",
         "power":{"driver":"command","hard":["ls","/bmc-10.0.0.9"]}}
        """;
    world.send("POST", "/api/v1/servers", draft, admin);
    String server = "/api/v1/servers/web-9";
    world.send("PUT", server + "/netboot", "{\"netboot\":\"rescue\"}", admin);

    assertThat(world.send("POST", server + "/reboot", "{\"how\":\"hard\"}", admin).text())
        .contains("bmc-10.0.0.9");
    var session = world.sessions.newestOf(world.servers.get("web-9").id()).orElseThrow();
    assertThat(session.timeline().getLast().text())
        .isEqualTo("A hard reboot by command failed; the Manager's log says why");
  }

  @Test
  void behindATrustedProxyAGuesserShutsOutHimselfAndNobodyElse() {
    String wrong = "{\"name\":\"admin\",\"password\":\"nonsense\"}";
    String[] guesser = {"X-Forwarded-For", "198.51.100.7"};
    for (int i = 0; i < 8; i++) {
      world.send("POST", "/api/v1/tokens", wrong, guesser);
    }

    assertThat(world.send("POST", "/api/v1/tokens", wrong, guesser).status()).isEqualTo(429);
    assertThat(
            world.send("POST", "/api/v1/tokens", wrong, "X-Forwarded-For", "198.51.100.8").status())
        .isEqualTo(401);
  }

  @Test
  void aRemovedAccountIsOutAtOnce() {
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    String[] auth = {"Authorization", "Bearer " + world.token("tess", password)};
    var tess = world.visitor().loggedIn("tess", password);
    assertThat(tess.get("/servers").status()).isEqualTo(200);

    world.accounts.remove("tess", WebWorld.ADMIN);

    assertThat(tess.get("/servers").header("Location")).startsWith("/login");
    assertThat(world.send("GET", "/api/v1/servers", "", auth).status()).isEqualTo(401);
  }

  @Test
  void aNewPasswordClosesTheAccountsOtherLogIns() {
    var here = world.visitor().loggedIn();
    var elsewhere = world.visitor().loggedIn();
    here.get("/account");

    here.post(
        "/account/password",
        Map.of("current", world.adminPassword, "fresh", "b".repeat(14), "again", "b".repeat(14)));

    assertThat(here.get("/servers").status()).isEqualTo(200);
    assertThat(elsewhere.get("/servers").header("Location")).startsWith("/login");
  }

  private boolean turnedAway(Route route) {
    String path = route.path().replaceAll("\\{[a-z]+}", "some");
    var answer = world.send(route.method().name(), path, "");
    boolean toLogin =
        answer.status() == 302
            && (answer.header("Location").startsWith("/login")
                || answer.header("Location").equals("/rescue/some"));
    return answer.status() == 401 || answer.status() == 403 || toLogin;
  }

  @Test
  void whatIsNotThereTellsStrangersNothing() {
    assertThat(world.send("GET", "/metrics", "").header("Location")).isEqualTo("/login");
    assertThat(world.send("GET", "/assets/..%2fopenapi.yaml", "").status()).isIn(400, 404);
    assertThat(world.send("GET", "/assets/openapi.yaml", "").status()).isEqualTo(404);
  }

  @Test
  void everyAnswerForbidsForeignScriptsAndFrames() {
    var answer = world.send("GET", "/login", "");

    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.text())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("onclick=");
  }

  @Test
  void theLogInCookieIsOutOfReachOfScriptsAndOtherSites() {
    var visitor = world.visitor();
    visitor.get("/login");
    var answer = visitor.post("/login", Map.of("name", "admin", "password", world.adminPassword));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie).startsWith("lifeboot=").contains("HttpOnly", "SameSite=Strict"));
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() {
    var visitor = world.visitor().loggedIn();

    var answer =
        visitor.postRaw(
            "/servers", "name=web-3&ownerEmail=a%40b&macAddresses=52:54:00:12:34:56&csrf=wrong");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(world.servers.list()).isEmpty();
  }

  @Test
  void aLogInFormFromElsewhereIsRefused() {
    var answer =
        world.visitor().postRaw("/login", "name=admin&password=" + world.adminPassword + "&csrf=");

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void theLogInLeadsToNoOtherSite() {
    var visitor = world.visitor();
    visitor.get("/login");
    var answer =
        visitor.post(
            "/login",
            Map.of("name", "admin", "password", world.adminPassword, "next", "//evil.example"));

    assertThat(answer.header("Location")).isEqualTo("/servers");
  }

  @Test
  void theRescuePageOpensWithTheMailedPasswordAndForThatSessionOnly() {
    var first = world.server("web-3", "52:54:00:00:00:03");
    var second = world.server("web-4", "52:54:00:00:00:04");
    world.rescue(first);
    var session = world.activate(first, Samples.drives());
    var other = world.rescue(second);
    var owner = world.visitor();
    owner.get("/rescue/" + session.id());

    var wrong = owner.post("/rescue/" + session.id() + "/login", Map.of("password", "wrong"));
    var right =
        owner.post(
            "/rescue/" + session.id() + "/login",
            Map.of("password", world.mailedPassword(session.id())));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(right.status()).isEqualTo(302);
    assertThat(owner.get("/rescue/" + session.id()).text()).contains("S62ANJ0R123456X");
    assertThat(owner.get("/rescue/" + other.id()).text()).contains("Temporary password");
    assertThat(owner.get("/servers").header("Location")).startsWith("/login");
  }

  @Test
  void theRescueLinkIsWorthlessOnceTheSessionIsOver() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    String password = world.mailedPassword(session.id());
    var owner = world.visitor();
    owner.get("/rescue/" + session.id());
    owner.post("/rescue/" + session.id() + "/login", Map.of("password", password));
    owner.get("/rescue/" + session.id());
    owner.post("/rescue/" + session.id() + "/disk", Map.of());
    owner.post("/rescue/" + session.id() + "/reboot", Map.of());
    world.goesDown(session.id());

    assertThat(world.sessions.find(session.id()).orElseThrow().live()).isFalse();
    assertThat(owner.get("/rescue/" + session.id()).text())
        .contains("Temporary password")
        .doesNotContain("web-3", "S62ANJ0R123456X");
    assertThat(
            owner.post("/rescue/" + session.id() + "/login", Map.of("password", password)).status())
        .isEqualTo(401);
  }

  @Test
  void guessingTheRescuePasswordIsSlowedDown() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    var owner = world.visitor();
    owner.get("/rescue/" + session.id());

    List<Integer> answers =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(
                i ->
                    owner
                        .post("/rescue/" + session.id() + "/login", Map.of("password", "guess" + i))
                        .status())
            .toList();

    assertThat(answers).startsWith(401).endsWith(429);
  }
}
