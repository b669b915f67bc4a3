package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.incident.Words;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.CheckOrder;

/// From verdict to support, on the pages.
class IncidentPagesTest {

  @TempDir Path folder;
  private WebWorld world;
  private Session session;
  private String check = "";

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    session = rescued("web-3", "52:54:00:00:00:03");
    world.checks.start(
        session.id(), List.of(new CheckOrder.Surface("/dev/sda", 0)), WebWorld.ADMIN);
    check = world.checkRuns("reading");
    world.checkEnds(check);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Session rescued(String name, String mac) {
    var server = world.server(name, mac);
    world.rescue(server);
    return world.activate(server, Samples.drives());
  }

  private WebWorld.Visitor owner(Session of) {
    var owner = world.visitor();
    String path = "/rescue/" + of.id();
    owner.get(path);
    owner.post(path + "/login", Map.of("password", world.mailedPassword(of.id())));
    return owner;
  }

  private WebWorld.Visitor technician() {
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    return world.visitor().loggedIn("tess", password);
  }

  @Test
  void anOwnerOpensAnIncidentSeesItAndComments() {
    String rescue = "/rescue/" + session.id();
    var owner = owner(session);
    var form = owner.get(rescue + "/checks/" + check + "/incident");

    var opened = owner.post(rescue + "/incidents", Map.of("check", check, "words", "<b>help</b>"));
    owner.get(rescue + "/incidents/1");
    var said = owner.post(rescue + "/incidents/1", Map.of("words", "any news?"));

    assertThat(form.text()).contains("! warning", "/dev/sda", "S62ANJ0R123456X");
    assertThat(opened.header("Location")).isEqualTo(rescue + "/incidents/1?done=incident");
    assertThat(said.header("Location")).isEqualTo(rescue + "/incidents/1");
    assertThat(owner.get(rescue).text()).contains(rescue + "/incidents/1", "Open");
    assertThat(owner.get(rescue + "/incidents/1/file").header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"lifeboot-incident-1.zip\"");
    assertThat(owner.get(rescue + "/incidents/1").text())
        .contains(rescue + "/incidents/1/file")
        .contains("&lt;b&gt;help&lt;/b&gt;", "any news?", "One memory module corrected an error.")
        .doesNotContain("<b>help", "Take into work");
  }

  @Test
  void anotherOwnerSeesNothingOfIt() {
    world.incidents.open(new CheckId(check), new Words("help"), WebWorld.ADMIN);
    Session other = rescued("web-4", "52:54:00:00:00:04");
    String rescue = "/rescue/" + other.id();
    var stranger = owner(other);
    stranger.get(rescue);

    assertThat(stranger.get(rescue + "/incidents/1").status()).isEqualTo(404);
    assertThat(stranger.get(rescue + "/incidents/1/file").status()).isEqualTo(404);
    assertThat(stranger.get(rescue + "/checks/" + check + "/incident").status()).isEqualTo(404);
    stranger.get(rescue);
    assertThat(stranger.post(rescue + "/incidents/1", Map.of("words", "x")).status())
        .isEqualTo(404);
    assertThat(stranger.post(rescue + "/incidents", Map.of("check", check)).status())
        .isEqualTo(404);
    assertThat(stranger.get("/support").header("Location")).startsWith("/login");
    assertThat(stranger.get(rescue).text()).doesNotContain("/incidents/1");
  }

  @Test
  void aTechnicianOpensOneTakesItIntoWorkAndClosesItWithAWord() {
    var tess = technician();
    tess.get("/support/new?check=" + check);

    var opened = tess.post("/support", Map.of("check", check, "words", ""));
    tess.get("/support/1");
    tess.post("/support/1", Map.of("do", "in-work", "words", ""));
    var wordless = tess.post("/support/1", Map.of("do", "closed", "words", " "));
    var closed = tess.post("/support/1", Map.of("do", "closed", "words", "module replaced"));
    var again = tess.post("/support/1", Map.of("do", "closed", "words", "once more"));

    assertThat(opened.header("Location")).isEqualTo("/support/1?done=incident");
    assertThat(wordless.status()).isEqualTo(400);
    assertThat(wordless.text()).contains("say in a few words what was done");
    assertThat(closed.header("Location")).isEqualTo("/support/1");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("reopen it first", "once more");
    assertThat(tess.get("/support/1").text()).contains("module replaced", "Reopen");
    assertThat(tess.get("/support").text()).contains("No incidents here");
    assertThat(tess.get("/support?state=closed").text()).contains("Incident 1", "web-3");
    assertThat(tess.get("/api/v1/incidents/1/evidence/memtester").text()).contains("Loop 1");
  }

  @Test
  void whatTheServerSaysInTheReportCannotBecomePartOfThePage() {
    world.checks.start(session.id(), List.of(new CheckOrder.Raid()), WebWorld.ADMIN);
    String evil = world.checkRuns("<script>alert(1)</script>\u001b[2J \u202egnp.exe");
    world.checkEnds(evil);
    world.incidents.open(new CheckId(evil), new Words("<i>hi"), WebWorld.ADMIN);

    assertThat(technician().get("/support/1").text())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;␛[2J", "\\u202egnp.exe", "&lt;i&gt;hi")
        .doesNotContain("<script>alert", "\u001b", "\u202e");
  }

  @Test
  void supportIsMailedAndTheListIsLive() throws Exception {
    var tess = technician();
    try (var events = tess.events("/support/live?state=live")) {
      assertThat(events.next()).isEqualTo("incidentRows");
      world.incidents.open(new CheckId(check), new Words("help"), WebWorld.ADMIN);
      assertThat(events.untilData("Incident 1")).isEqualTo("incidentRows");
    }
    assertThat(world.outbox.list())
        .filteredOn(mail -> mail.to().equals("support@example.org"))
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).startsWith("Incident 1: /dev/sda on web-3"));
  }
}
