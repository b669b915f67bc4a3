package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckOrder.SelfTest;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Verdict;

class CheckPagesTest {

  private static final List<String> TABS =
      List.of("smart", "processors", "surface", "filesystem", "memory", "raid");

  @TempDir Path folder;
  private WebWorld world;
  private Server server;
  private CheckStory story;
  private String path;

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    server = world.server("web-3", "52:54:00:00:00:03");
    story = rescued(Samples.drives());
    path = "/rescue/" + story.session();
  }

  private CheckStory rescued(Inventory inventory) {
    world.rescue(server);
    return new CheckStory(world, world.activate(server, inventory).id());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private WebWorld.Visitor owner() {
    var owner = world.visitor();
    owner.get(path);
    owner.post(path + "/login", Map.of("password", world.mailedPassword(story.session())));
    return owner;
  }

  @Test
  void theTabsStandInTheirOrderEachWithAnAddressAndAWord() {
    String page = owner().get(path).text();

    assertThat(page)
        .containsSubsequence(
            "Overview",
            "/checks/smart",
            "Hard drives",
            "not checked yet",
            "/checks/processors",
            "Processors",
            "/checks/surface",
            "Partitions state",
            "/checks/filesystem",
            "Partitions file system",
            "/checks/memory",
            "Memory",
            "/checks/raid",
            "RAID",
            "/report",
            "Report");
  }

  @Test
  void theOwnerStartsAllTestsWithoutScriptsAndSeesThemWait() {
    var owner = owner();
    owner.get(path);

    var answer = owner.post(path + "/checks", Map.of("check", "all", "back", ""));

    assertThat(answer.header("Location")).isEqualTo(path + "?done=started");
    assertThat(world.checks.ofSession(story.session())).hasSize(11);
    assertThat(owner.get(path + "/checks/smart").text())
        .contains("Waits for its turn", "Asked for by the owner", "Samsung SSD 870 EVO 500GB");
  }

  @Test
  void eachTabStartsItsOwnCheckWithItsOptions() {
    var owner = owner();
    owner.get(path + "/checks/smart");

    owner.post(
        path + "/checks", Map.of("check", "smart", "target", "/dev/sda", "selfTest", "long"));
    owner.post(path + "/checks", Map.of("check", "processors", "minutes", "30"));
    owner.post(path + "/checks", Map.of("check", "surface", "target", "/dev/sda2"));
    owner.post(path + "/checks", Map.of("check", "filesystem", "target", "*"));
    owner.post(path + "/checks", Map.of("check", "memory", "level", "thorough"));
    owner.post(path + "/checks", Map.of("check", "raid"));

    assertThat(world.checks.ofSession(story.session()))
        .extracting(check -> check.order())
        .containsExactly(
            new CheckOrder.Smart("/dev/sda", SelfTest.LONG),
            new CheckOrder.Processors(30),
            new CheckOrder.Surface("/dev/sda2", 0),
            new CheckOrder.Filesystem("/dev/sda1"),
            new CheckOrder.Filesystem("/dev/vg0/root"),
            new CheckOrder.Memory(Level.THOROUGH),
            new CheckOrder.Raid());
  }

  @Test
  void aTargetThatTheServerDoesNotHaveIsRefusedOnItsTab() {
    var owner = owner();
    owner.get(path + "/checks/surface");

    var answer =
        owner.post(path + "/checks", Map.of("check", "surface", "target", "/dev/<b>sdz</b>"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .contains("this server has no such device", "Partitions state")
        .doesNotContain("<b>sdz");
    assertThat(owner.post(path + "/checks", Map.of("check", "nonsense")).status()).isEqualTo(400);
    assertThat(
            owner
                .post(
                    path + "/checks", Map.of("check", "surface", "target", "/dev/sda", "from", "x"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aVerdictSaysWhatItMeansAndWhatToDoNext() {
    story.playAll();

    assertThat(owner().get(path + "/checks/smart").text())
        .contains(
            "1 failed",
            "ST4000NM0035-1V4107",
            "serial number ZC1A2B3C",
            "The drive expects to fail: 4,088 sectors",
            "Data on it is in danger.",
            "Copy the data now, then have the drive replaced",
            "61022 hours",
            "inconclusive",
            "A virtual drive has no health report of its own.",
            "not known");
  }

  @Test
  void partsThatWereNotCheckedKeepATabFromBeingPassed() {
    String id = story.start(new CheckOrder.Smart("/dev/sda", SelfTest.NONE));
    story.passes(id, "The drive is well.");

    assertThat(owner().get(path).text()).contains("1 of 3 checked");
  }

  @Test
  void findingsAreFoldedAndCounted() {
    story.playAll();

    assertThat(owner().get(path + "/checks/filesystem").text())
        .contains("33 more", "inode 47", "What to do: Copy what matters");
  }

  @Test
  void aRunningCheckShowsPartStepPerCentAndTimeLeft() {
    story.playAll();

    assertThat(owner().get(path + "/checks/processors").text())
        .contains(
            "burning it alone",
            "CPU 1",
            "value=\"41\"",
            "41 %",
            "about 90 s left",
            "Last sign of life",
            "Temperature over 24 s",
            "<polyline");
  }

  @Test
  void whoAskedForACancelIsTold() {
    String id = story.start(new CheckOrder.Memory(Level.QUICK));
    story.runs(id, "", "filling", 3);
    var owner = owner();
    owner.get(path + "/checks/memory");

    var answer = owner.post(path + "/checks/" + id + "/cancel", Map.of());

    assertThat(answer.header("Location")).isEqualTo(path + "/checks/memory?done=cancelled");
    assertThat(owner.get(path + "/checks/memory").text())
        .contains("the owner asked to cancel it")
        .doesNotContain(id + "/cancel");
  }

  @Test
  void aStoppedScanCanBeGoneOnWith() {
    String id = story.start(new CheckOrder.Surface("/dev/sdb", 0));
    story.runs(id, "/dev/sdb", "reading", 40);
    story.measured(id, "read up to", "bytes", List.of(new AgentEvent.Point(0, 1_600_000_000_000d)));
    story.ends(id, Verdict.CANCELLED, "Stopped by a person.", List.of(), List.of());
    var owner = owner();

    assertThat(owner.get(path + "/checks/surface").text()).contains("Go on from 1.6 TB");
    owner.post(
        path + "/checks",
        Map.of("check", "surface", "target", "/dev/sdb", "from", "1600000000000"));
    assertThat(world.checks.ofSession(story.session()).getLast().order())
        .isEqualTo(new CheckOrder.Surface("/dev/sdb", 1_600_000_000_000L));
  }

  @Test
  void aDeadCellOfTheMapHasAShapeOfItsOwnAndWords() {
    story.playAll();

    assertThat(owner().get(path + "/checks/surface").text())
        .contains("class=\"dead\"", "cannot be read: 3", "640 of 1000 stretches")
        .contains("role=\"img\"", "ST4000NM0035-1V4107, 4.0 TB: 1 partition or volume");
  }

  @Test
  void whenTheServerFallsSilentTheCrashNamesStepPartAndTime() throws InterruptedException {
    String id = story.start(new CheckOrder.Processors(1));
    story.runs(id, "CPU 3", "burning it alone", 20);
    var owner = owner();
    world.allFallSilent();

    assertThat(owner.get(path + "/checks/processors").text())
        .contains(
            "crashed",
            "The server fell silent in the middle of it",
            "at the step \"burning it alone\" of CPU 3",
            "UTC",
            "The rescue system does not answer.");
  }

  @Test
  void evidenceIsAFileOfTextAndNeverAPage() {
    String id = story.start(new CheckOrder.Raid());
    String name = "../mdadm\" <b>\r\nX: y";
    story.runs(id, "", "looking", 1);
    world.tells(new AgentEvent.CheckEvidence(id, name, "<script>alert(1)</script>"));
    story.ends(id, Verdict.PASSED, "Fine.", List.of(), List.of());
    var owner = owner();
    String page = owner.get(path + "/checks/raid").text();

    var answer =
        owner.get(
            path
                + "/checks/"
                + id
                + "/evidence?name="
                + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8));

    assertThat(page).contains("/evidence?name=..%2Fmdadm").doesNotContain("<b>", "\r");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("<script>alert(1)</script>");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"raid--mdadm-b-x-y.txt\"");
    assertThat(owner.get(path + "/checks/" + id + "/evidence?name=other").status()).isEqualTo(404);
  }

  @Test
  void whatAServerSaysInItsChecksCannotBecomePartOfThePage() {
    String evil = "<script>alert(1)</script>\u001b[2J\"' \u202egnp.exe";
    var drive =
        new Inventory.Drive(
            "/dev/sda" + evil,
            evil,
            evil,
            evil,
            evil,
            false,
            1,
            new Inventory.Smart(Verdict.WARNING, evil),
            List.of(
                new Inventory.Volume(
                    evil,
                    evil,
                    1,
                    "ext" + evil,
                    evil,
                    evil,
                    evil,
                    evil,
                    List.of(evil),
                    List.of())));
    world.goesDown(story.session());
    story = rescued(new Inventory(List.of(drive)));
    path = "/rescue/" + story.session();
    for (String id : story.start(world.checks.all(story.session()))) {
      story.runs(id, evil, evil, 10);
      story.measured(
          id, evil, evil, List.of(new AgentEvent.Point(1, 2), new AgentEvent.Point(2, 1e308)));
      story.measured(
          id,
          "latency",
          evil,
          List.of(new AgentEvent.Point(-5, 2), new AgentEvent.Point(1e300, 2)));
      world.tells(new AgentEvent.CheckEvidence(id, evil, evil));
    }
    var owner = owner();
    harmless(owner);
    for (var check : world.checks.ofSession(story.session())) {
      story.ends(
          check.id().text(),
          Verdict.FAILED,
          evil,
          List.of(new Finding(evil, Verdict.FAILED, evil, evil)),
          List.of(new Fact(evil, evil, evil, evil), new Fact("", "size", "9".repeat(40), "bytes")));
    }
    harmless(owner);
  }

  private void harmless(WebWorld.Visitor owner) {
    for (String tab : TABS) {
      var answer = owner.get(path + "/checks/" + tab);
      assertThat(answer.status()).as(tab).isEqualTo(200);
      assertThat(answer.text())
          .as(tab)
          .contains("alert(1)")
          .doesNotContain("<script>alert", "\u001b", "\u202e", "NaN");
    }
    assertThat(owner.get(path + "/report").text())
        .contains("alert(1)")
        .doesNotContain("<script>alert", "\u001b", "\u202e");
  }

  @Test
  void thousandsOfFindingsAndFactsMakeABoundedPage() {
    String id = story.start(new CheckOrder.Filesystem("/dev/sda1"));
    story.runs(id, "", "looking", 1);
    story.ends(
        id,
        Verdict.FAILED,
        "Much is broken.",
        java.util.Collections.nCopies(5_000, new Finding("x", Verdict.FAILED, "broken", "")),
        java.util.Collections.nCopies(5_000, CheckStory.fact("a", "b", "")));

    String page = owner().get(path + "/checks/filesystem").text();

    assertThat(page).contains("And 4900 more");
    assertThat(page.length()).isLessThan(200_000);
  }

  @Test
  void theReportHoldsAllChecksAndIsTheSameAsJson() {
    story.playAll();
    var owner = owner();

    String page = owner.get(path + "/report").text();
    String json = owner.get(path + "/report.json").text();

    assertThat(page)
        .contains("All in all", "web-3:0 (RAID 1) runs on one of two drives.", "What is known")
        .contains("History of this server", "this session");
    assertThat(json)
        .startsWith("{\"serverName\":\"web-3\"")
        .contains("\"verdict\":\"failed\"", "\"steps\":", "\"evidence\":");
    String api = "/api/v1/sessions/" + story.session() + "/report";
    String asApi = world.send("GET", api, "", "Authorization", "Bearer " + world.token()).text();
    assertThat(withoutTime(json)).isEqualTo(withoutTime(asApi));
  }

  private static String withoutTime(String json) {
    return json.replaceFirst("\"madeAt\":\"[^\"]+\"", "");
  }

  @Test
  void twoSessionsAreComparedDriveByDriveWhateverTheDevicesAreCalled() {
    story.passes(story.start(new CheckOrder.Smart("/dev/sdb", SelfTest.NONE)), "Well.");
    SessionId first = story.session();
    world.sessions.chooseNetboot(server.id(), new NetbootChoice.Disk(), WebWorld.ADMIN);
    world.goesDown(first);
    var drives = Samples.drives().drives();
    var old = drives.get(1);
    story =
        rescued(
            new Inventory(
                List.of(
                    new Inventory.Drive(
                        "/dev/sdx",
                        old.model(),
                        old.serial(),
                        old.firmware(),
                        old.transport(),
                        true,
                        old.sizeBytes(),
                        old.smart(),
                        List.of()))));
    path = "/rescue/" + story.session();
    String id = story.start(new CheckOrder.Smart("/dev/sdx", SelfTest.NONE));
    story.runs(id, "", "asking", 1);
    story.ends(id, Verdict.FAILED, "It fails.", List.of(), List.of());
    var owner = owner();

    assertThat(owner.get(path + "/report").text()).contains("value=\"" + first + "\"");
    assertThat(owner.get(path + "/report?with=" + first).text())
        .containsSubsequence("Compared with", "Well.", "It fails.", "worse")
        .doesNotContain("NaN");
    assertThat(owner.get(path + "/report?with=other").status()).isEqualTo(404);
  }

  @Test
  void anOwnerReachesNoOtherSessionsChecks() {
    String mine = story.start(new CheckOrder.Raid());
    var owner = owner();
    var other = world.server("web-4", "52:54:00:00:00:04");
    world.rescue(other);
    var theirs = new CheckStory(world, world.activate(other, Samples.drives()).id());
    String id = theirs.start(new CheckOrder.Raid());
    owner.get(path + "/checks/raid");

    assertThat(owner.post(path + "/checks/" + id + "/cancel", Map.of()).status()).isEqualTo(404);
    assertThat(owner.get(path + "/checks/" + id + "/evidence?name=mdadm").status()).isEqualTo(404);
    assertThat(owner.get(path + "/report?with=" + theirs.session()).status()).isEqualTo(404);
    assertThat(owner.get("/rescue/" + theirs.session() + "/report").status()).isEqualTo(302);
    assertThat(mine).isNotEqualTo(id);
  }

  @Test
  void staffGetThereFromTheServersPageAndCanReadAReportAfterTheEnd() {
    story.playAll();
    var staff = world.visitor().loggedIn();

    assertThat(staff.get("/servers/web-3").text()).contains(path + "/checks/smart", "1 failed");
    world.sessions.chooseNetboot(server.id(), new NetbootChoice.Disk(), WebWorld.ADMIN);
    var owner = owner();
    world.goesDown(story.session());
    assertThat(staff.get(path + "/report").text()).contains("The drive expects to fail");
    assertThat(staff.get(path + "/checks/smart").text())
        .contains("Checks can be started while the server is in rescue")
        .doesNotContain("Start again");
    assertThat(owner.get(path + "/report").status()).isEqualTo(302);
  }

  @Test
  void aCheckThatEndsWhileTheReportIsOpenShowsInIt() throws Exception {
    String id = story.start(new CheckOrder.Raid());
    var owner = owner();
    String page = owner.get(path + "/report").text();
    String key = page.replaceAll("(?s).*live\\?cards=([0-9a-f]+).*", "$1");
    try (var events = owner.events(path + "/report/live?cards=" + key)) {
      events.until("checkOverview");
      story.passes(id, "All arrays are whole.");
      assertThat(events.untilData("All arrays are whole.")).isEqualTo("checkOverview");
      assertThat(events.untilData("All arrays are whole.")).startsWith("report");
    }
  }

  @Test
  void aCheckThatBeginsWhileTheReportIsOpenGetsItsCard() throws Exception {
    var owner = owner();
    String page = owner.get(path + "/report").text();
    String key = page.replaceAll("(?s).*live\\?cards=([0-9a-f]+).*", "$1");
    try (var events = owner.events(path + "/report/live?cards=" + key)) {
      events.until("checkOverview");
      story.start(new CheckOrder.Raid());
      assertThat(events.untilData("sse-swap=\"report")).isEqualTo("checkCards");
    }
  }

  @Test
  void aTabIsSentTheCardsThatChangeAndNoOthers() throws Exception {
    String id = story.start(new CheckOrder.Smart("/dev/sdb", SelfTest.SHORT));
    var owner = owner();
    String page = owner.get(path + "/checks/smart").text();
    String key = page.replaceAll("(?s).*live\\?cards=([0-9a-f]+).*", "$1");
    try (var events = owner.events(path + "/checks/smart/live?cards=" + key)) {
      assertThat(events.next()).isEqualTo("checkTabs");
      events.until("card2");
      story.runs(id, "/dev/sdb", "short self-test", 55);
      assertThat(events.untilData("55 %")).isEqualTo("card1");
    }
  }
}
