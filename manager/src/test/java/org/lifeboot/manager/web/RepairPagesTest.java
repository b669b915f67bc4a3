package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Verdict;

/// What a person reads and says before something is written.
class RepairPagesTest {

  private static final String DEVICE = "/dev/vg0/root";
  private static final String PLAN = "5a".repeat(32);
  private static final byte[] BYTES = "before".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private WebWorld world;
  private Server server;
  private CheckStory story;
  private String path = "";

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    server = world.server("web-3", "52:54:00:00:00:03");
    rescued();
  }

  private void rescued() {
    world.rescue(server);
    story = new CheckStory(world, world.activate(server, Samples.drives()).id());
    path = "/rescue/" + story.session();
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

  private static Map<String, String> yes() {
    return Map.of("device", DEVICE, "plan", PLAN);
  }

  private long repairs() {
    return world.checks.ofSession(story.session()).stream()
        .filter(check -> check.order().kind() == CheckKind.REPAIR)
        .count();
  }

  /// A repair that the owner asked for, that saved and ended.
  private String repaired(WebWorld.Visitor owner, Verdict verdict) {
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";
    owner.get(page);
    owner.post(page, yes());
    String repair = story.id(CheckKind.REPAIR, DEVICE);
    story.runs(repair, DEVICE, "writing", 60);
    story.saves(repair, BYTES);
    story.ends(repair, verdict, "As it ended.", List.of(), List.of());
    return repair;
  }

  @Test
  void thePlanSaysWhichDriveWhatIsRunWhatIsSavedAndHowToGoBack() {
    String plan = story.offers(DEVICE);
    var owner = owner();

    assertThat(owner.get(path + "/checks/filesystem").text())
        .contains("Repair this file system …", path + "/checks/" + plan + "/repair");
    String page = owner.get(path + "/checks/" + plan + "/repair").text();

    assertThat(page)
        .contains(
            "Samsung SSD 870 EVO 500GB",
            "serial number S62ANJ0R123456X",
            "420.0 GB",
            "“root”",
            "e2fsck -f -y /dev/vg0/root",
            "put 37 things right",
            "goes to the Manager before anything is written",
            "e2undo undo.e2undo /dev/vg0/root",
            "Type the device's name to say yes")
        .contains("\\u202e&lt;b&gt;")
        .doesNotContain("\u202e", "in trouble", "Nobody knows how the drive");
  }

  @Test
  void aDriveInTroubleIsToldFirst() {
    story.ends(
        story.start(new CheckOrder.Smart("/dev/sda", CheckOrder.SelfTest.NONE)),
        Verdict.FAILED,
        "It dies.",
        List.of(),
        List.of());
    String plan = story.offers(DEVICE);

    assertThat(owner().get(path + "/checks/" + plan + "/repair").text())
        .contains("The drive below it is in trouble: /dev/sda, Samsung SSD 870 EVO 500GB");
  }

  @Test
  void theTypedNameIsTheYesAndTheSameYesTwiceOrdersOnce() {
    var owner = owner();
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";
    owner.get(page);

    var first = owner.post(page, yes());
    var second = owner.post(page, yes());

    assertThat(first.status()).isEqualTo(302);
    assertThat(first.header("Location")).isEqualTo(path + "/checks/filesystem?done=repair");
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repairs()).isEqualTo(1);
    assertThat(owner.get(first.header("Location")).text())
        .contains("Repair of /dev/vg0/root", "Waits for its turn", "Asked for by the owner")
        .doesNotContain("Repair this file system …");
    assertThat(owner.get(path).text()).contains("The repair of /dev/vg0/root was ordered");
  }

  @Test
  void withoutTheNameNothingIsOrdered() {
    var owner = owner();
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";
    owner.get(page);

    var empty = owner.post(page, Map.of("plan", PLAN));
    var other = owner.post(page, Map.of("plan", PLAN, "device", "/dev/sda1"));

    assertThat(empty.status()).isEqualTo(400);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text())
        .contains("Nothing was ordered: type the device's name", "value=\"/dev/sda1\"");
    assertThat(repairs()).isZero();
  }

  @Test
  void withoutTheTokenOfThePageNothingIsOrdered() {
    var owner = owner();
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";

    assertThat(owner.postRaw(page, "device=" + DEVICE + "&plan=" + PLAN).status()).isEqualTo(403);
    assertThat(repairs()).isZero();
  }

  @Test
  void anOldPlanIsToldAndNothingIsOrdered() {
    var owner = owner();
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";
    owner.get(page);
    story.offers(DEVICE);

    var late = owner.post(page, yes());

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("checked again since");
    assertThat(owner.get(page).text())
        .contains("This cannot be done now:", "checked again since")
        .doesNotContain("name=\"device\"");
    assertThat(repairs()).isZero();
  }

  @Test
  void aPlanOfAnotherSessionIsNotThere() {
    String plan = story.offers(DEVICE);
    var second = world.server("web-4", "52:54:00:00:00:04");
    world.rescue(second);
    SessionId other = world.activate(second, Samples.drives()).id();
    var owner = world.visitor();
    owner.get("/rescue/" + other);
    owner.post("/rescue/" + other + "/login", Map.of("password", world.mailedPassword(other)));
    owner.get("/rescue/" + other);

    String page = "/rescue/" + other + "/checks/" + plan + "/repair";
    assertThat(owner.get(page).status()).isEqualTo(404);
    owner.get("/rescue/" + other);
    assertThat(owner.post(page, yes()).status()).isEqualTo(404);
    assertThat(repairs()).isZero();
  }

  @Test
  void aRepairIsUndoneWithTheSameKindOfYes() {
    var owner = owner();
    String repair = repaired(owner, Verdict.PASSED);
    assertThat(owner.get(path + "/checks/filesystem").text())
        .contains("was repaired and is in order now", "Undo this repair …", "(6 bytes)");
    String page = path + "/repairs/" + repair + "/undo";

    assertThat(owner.get(page).text())
        .contains(
            "What was written to it since the repair is lost",
            "e2undo undo.e2undo /dev/vg0/root",
            CheckStory.sha256(BYTES),
            "asked for by the owner: passed");
    assertThat(owner.post(page, Map.of("device", "no")).status()).isEqualTo(400);
    assertThat(repairs()).isEqualTo(1);
    var yes = owner.post(page, Map.of("device", DEVICE));
    assertThat(yes.header("Location")).isEqualTo(path + "/checks/filesystem?done=undo");
    assertThat(repairs()).isEqualTo(2);
    assertThat(owner.get(path + "/checks/filesystem").text())
        .contains("Undoing the repair of /dev/vg0/root");
  }

  @Test
  void whatWasSavedIsAFileForTheOwner() {
    var owner = owner();
    String repair = repaired(owner, Verdict.FAILED);

    var file = owner.get(path + "/repairs/" + repair + "/saved");

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.text()).isEqualTo("before");
    assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"undo-dev-vg0-root-" + repair + ".bin\"");
    assertThat(world.visitor().get(path + "/repairs/" + repair + "/saved").status()).isEqualTo(302);
  }

  @Test
  void aLaterSessionOfTheSameServerOffersTheUndo() {
    String repair = repaired(owner(), Verdict.CRASHED);
    var first = story.session();
    world.sessions.chooseNetboot(
        server.id(), new org.lifeboot.manager.session.NetbootChoice.Disk(), WebWorld.ADMIN);
    world.goesDown(first);
    rescued();
    var owner = owner();

    String tab = owner.get(path + "/checks/filesystem").text();
    assertThat(tab).contains("Repairs of earlier sessions", path + "/repairs/" + repair + "/undo");
    owner.get(path + "/repairs/" + repair + "/undo");
    owner.post(path + "/repairs/" + repair + "/undo", Map.of("device", DEVICE));

    assertThat(repairs()).isEqualTo(1);
  }

  @Test
  void aTechnicianMayRepairToo() {
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    var tess = world.visitor().loggedIn("tess", password);
    String page = path + "/checks/" + story.offers(DEVICE) + "/repair";
    tess.get(page);

    tess.post(page, yes());

    assertThat(world.checks.ofSession(story.session()).getLast().requestedBy()).isEqualTo("tess");
    assertThat(repairs()).isEqualTo(1);
  }

  @Test
  void anOfferedRepairIsNoPartOfAllTests() {
    story.offers(DEVICE);
    var owner = owner();
    owner.get(path);

    owner.post(path + "/checks", Map.of("check", "all", "back", ""));
    var direct =
        owner.post(path + "/checks", Map.of("check", "repair", "target", DEVICE, "plan", PLAN));

    assertThat(direct.status()).isEqualTo(400);
    assertThat(repairs()).isZero();
  }
}
