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
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Verdict;

class PagesTest {

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
  void anEmptyListTellsWhatToDo() {
    assertThat(world.visitor().loggedIn().get("/servers").text())
        .contains("No servers yet", "Add the first one");
  }

  @Test
  void aWrongFormSaysWhatIsWrongWithEachFieldAndKeepsWhatWasTyped() {
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers");

    var answer =
        visitor.post(
            "/servers", Map.of("name", "Web 3", "macAddresses", "52:54", "ownerEmail", "mara"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .contains("Not a server name", "Not a MAC address: 52:54", "Not an e-mail address")
        .contains("value=\"Web 3\"", "value=\"52:54\"", "value=\"mara\"");
    assertThat(world.servers.list()).isEmpty();
  }

  @Test
  void aTakenMacAddressIsToldAtItsField() {
    world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers");

    var answer =
        visitor.post(
            "/servers",
            Map.of(
                "name", "web-4",
                "macAddresses", "52-54-00-00-00-03",
                "ownerEmail", "mara@example.org"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("field-macAddresses-error", "web-3");
    assertThat(world.servers.list()).hasSize(1);
  }

  @Test
  void aServerCanBeAddedEditedAndRemovedWithoutScripts() {
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers");
    var added =
        visitor.post(
            "/servers",
            Map.of(
                "name", "web-3",
                "macAddresses", "52:54:00:00:00:03 52:54:00:00:00:04",
                "ownerEmail", "mara@example.org",
                "powerDriver", "command",
                "hard", "ipmitool -H 10.0.0.3 chassis power 'reset it'"));
    var edited =
        visitor.post(
            "/servers/web-3",
            Map.of(
                "name", "web-33",
                "macAddresses", "52:54:00:00:00:03",
                "ownerEmail", "mara@example.org",
                "powerDriver", "none"));

    assertThat(added.header("Location")).isEqualTo("/servers/web-3?done=added");
    assertThat(edited.header("Location")).isEqualTo("/servers/web-33?done=saved");
    assertThat(visitor.post("/servers/web-33/remove", Map.of()).header("Location"))
        .isEqualTo("/servers?done=removed");
    assertThat(world.servers.list()).isEmpty();
  }

  @Test
  void aMachineNobodyRegisteredIsRegisteredFromTheListOrForgotten() {
    world.strangerAsks("52:54:00:00:00:77", "52:54:00:00:00:78");
    world.strangerAsks("52:54:00:00:00:88");
    var visitor = world.visitor().loggedIn();

    assertThat(visitor.get("/servers").text()).contains("Machines nobody registered: 2");
    assertThat(visitor.get("/strangers").text())
        .contains("52:54:00:00:00:77", "also 52:54:00:00:00:78", "PowerEdge R640, ABC1234");
    assertThat(visitor.get("/servers?register=52:54:00:00:00:77").text())
        .contains("value=\"server-abc1234\"", "value=\"52:54:00:00:00:77 52:54:00:00:00:78\"");
    visitor.post(
        "/servers",
        Map.of(
            "name", "server-abc1234",
            "macAddresses", "52:54:00:00:00:78",
            "ownerEmail", "mara@example.org"));
    assertThat(visitor.get("/strangers").text()).doesNotContain("52:54:00:00:00:77");
    assertThat(visitor.post("/strangers/52:54:00:00:00:88/forget", Map.of()).header("Location"))
        .isEqualTo("/strangers?done=forgotten");
    assertThat(visitor.get("/strangers?done=forgotten").text())
        .contains("Off the list", "No such machine");
  }

  @Test
  void theAddressInRescueIsSetOnThePageAndEachComplaintStandsAtItsField() {
    world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers/web-3");
    var fields =
        Map.of(
            "name", "web-3",
            "macAddresses", "52:54:00:00:00:03",
            "ownerEmail", "mara@example.org",
            "networkAddress", "10.0.4.21",
            "networkGateway", "10.0.4.1",
            "networkVlan", "4095");

    assertThat(visitor.post("/servers/web-3", fields).text())
        .contains("field-networkAddress-error", "field-networkVlan-error", "<details open>");
    var right = new java.util.HashMap<>(fields);
    right.putAll(Map.of("networkAddress", "10.0.4.21/24", "networkVlan", "12"));
    assertThat(visitor.post("/servers/web-3", right).status()).isEqualTo(302);
    assertThat(visitor.get("/servers/web-3").text())
        .contains("10.0.4.21/24, gateway 10.0.4.1, VLAN 12", "value=\"10.0.4.21/24\"");
  }

  @Test
  void theLoaderOfTheDiskIsSetOnThePageAndShownThereOnlyWhenItIs() {
    world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    var fields =
        Map.of(
            "name", "web-3",
            "macAddresses", "52:54:00:00:00:03",
            "ownerEmail", "mara@example.org");
    assertThat(visitor.get("/servers/web-3").text())
        .contains("<summary>Loader on its disk: looked for", "name=\"efiLoader\"")
        .doesNotContain("<dt>Loader on its disk</dt>");

    var wrong = new java.util.HashMap<>(fields);
    wrong.put("efiLoader", "/EFI/<b>.efi");
    assertThat(visitor.post("/servers/web-3", wrong).text())
        .contains("field-efiLoader-error", "Not a loader on an EFI system partition")
        .contains("value=\"/EFI/&lt;b>.efi\"");
    var right = new java.util.HashMap<>(fields);
    right.put("efiLoader", "\\EFI\\debian\\grubx64.efi");
    assertThat(visitor.post("/servers/web-3", right).status()).isEqualTo(302);
    assertThat(visitor.get("/servers/web-3").text())
        .contains("<dt>Loader on its disk</dt><dd><code>/EFI/debian/grubx64.efi</code></dd>")
        .contains("value=\"/EFI/debian/grubx64.efi\"");
    visitor.post("/servers/web-3", fields);
    assertThat(world.servers.get("web-3").efiLoader()).isEmpty();
  }

  @Test
  void rescueChosenOnThePageIsASession() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers/web-3");

    var chosen =
        visitor.post("/servers/web-3/netboot", Map.of("netboot", "rescue", "password", "yes"));

    assertThat(chosen.header("Location")).isEqualTo("/servers/web-3?done=rescue");
    assertThat(world.sessions.newestOf(server.id())).isPresent();
    assertThat(visitor.get("/servers/web-3").text())
        .contains("will boot the rescue system at its next boot", "Soft reboot");
  }

  @Test
  void memtestChosenOnThePageIsNoRescueSession() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    assertThat(visitor.get("/servers/web-3").text()).contains("tests all of the memory, for hours");

    var chosen = visitor.post("/servers/web-3/netboot", Map.of("netboot", "memtest"));

    assertThat(chosen.header("Location")).isEqualTo("/servers/web-3?done=memtest");
    assertThat(world.sessions.newestOf(server.id())).isEmpty();
    assertThat(visitor.get("/servers/web-3").text())
        .contains(
            "will boot Memtest86+ at its next boot",
            "Memtest86+ was chosen; waiting for the boot",
            "Changed my mind: back to disk");
    assertThat(visitor.get("/servers").text()).contains("<code>memtest</code>");
  }

  @Test
  void aMemtestThatWasSentSaysWhenWhereTheResultIsAndHowToEndIt() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    world.memtestSent(server);

    assertThat(visitor.get("/servers/web-3").text())
        .contains(
            "Memtest86+ was sent to web-3.",
            "screen and serial console only",
            "The server then boots its own disk.",
            "Hard reboot",
            "data-choosing")
        .doesNotContain("<button class=\"\">Soft reboot", "<button class=\"main\">Soft reboot");
  }

  @Test
  void aWrongSshKeyIsRefusedOnThePageItWasTypedOn() {
    world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers/web-3");

    var answer =
        visitor.post("/servers/web-3/netboot", Map.of("netboot", "rescue", "sshKeys", "hello"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("not an SSH public key line", "web-3");
  }

  @Test
  void aNewPasswordIsShownOnceAndOpensTheRescuePage() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    String old = world.mailedPassword(session.id());
    var visitor = world.visitor().loggedIn();
    visitor.get("/servers/web-3");

    var answer = visitor.post("/servers/web-3/password", Map.of());

    assertThat(answer.text()).contains("New temporary password");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(visitor.get("/servers/web-3").text()).doesNotContain("New temporary password");
    var owner = world.visitor();
    owner.get("/rescue/" + session.id());
    assertThat(owner.post("/rescue/" + session.id() + "/login", Map.of("password", old)).status())
        .isEqualTo(401);
  }

  @Test
  void whatTheServerSaysOfItselfCannotBecomePartOfThePage() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    String evil = "<script>alert(1)</script>\u001b[2J\"' \u202egnp.exe";
    world.activate(
        server,
        new Inventory(
            List.of(
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
                            evil, evil, 1, evil, evil, evil, evil, evil, List.of(evil), List.of())),
                    "slot 3 " + evil))));

    String page = world.visitor().loggedIn().get("/servers/web-3").text();

    assertThat(page)
        .contains("<dt>Place</dt><dd>slot 3 &lt;script&gt;")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;␛[2J", "\\u202egnp.exe")
        .doesNotContain("<script>alert", "\u001b", "\u202e");
  }

  @Test
  void anErrorIsAPageInAPersonsWords() {
    var answer = world.visitor().loggedIn().get("/servers/web-9");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text())
        .contains("web-9", "To the list of servers")
        .doesNotContain("Exception");
  }

  @Test
  void aTooLongBodyIsRefusedWhateverItsLengthIsSaidToBe() {
    var visitor = world.visitor().loggedIn();

    var answer = visitor.postRaw("/servers", "name=" + "a".repeat(70_000));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("65536");
  }

  @Test
  void passwordAndTokensAreChangedOnTheAccountPage() {
    var visitor = world.visitor().loggedIn();
    visitor.get("/account");

    var wrong =
        visitor.post(
            "/account/password",
            Map.of("current", "nonsense", "fresh", "a".repeat(14), "again", "a".repeat(14)));
    var made = visitor.post("/account/tokens", Map.of("name", "laptop"));
    var right =
        visitor.post(
            "/account/password",
            Map.of(
                "current", world.adminPassword, "fresh", "b".repeat(14), "again", "b".repeat(14)));
    var tokenKept = visitor.get("/account").text();
    var ending =
        visitor.post(
            "/account/password",
            Map.of(
                "current",
                "b".repeat(14),
                "fresh",
                "c".repeat(14),
                "again",
                "c".repeat(14),
                "endTokens",
                "yes"));

    assertThat(tokenKept).contains("End my API tokens, too", "<td class=\"name\">laptop</td>");
    assertThat(ending.header("Location")).isEqualTo("/account?done=password");
    assertThat(visitor.get("/account").text()).contains("No tokens yet.");
    assertThat(wrong.text()).contains("The present password is not right");
    assertThat(made.text()).contains("New API token", "lb_");
    assertThat(right.header("Location")).isEqualTo("/account?done=password-tokens");
  }

  @Test
  void anOperatorMakesAnAccountWhosePasswordIsShownOnceAndRemovesIt() {
    var visitor = world.visitor().loggedIn();
    visitor.get("/accounts");

    var wrong = visitor.post("/accounts", Map.of("name", "the owner", "role", "operator"));
    var made = visitor.post("/accounts", Map.of("name", "tess", "role", "technician"));
    var listed = visitor.get("/accounts");
    var removed = visitor.post("/accounts/tess/remove", Map.of());
    var own = visitor.post("/accounts/admin/remove", Map.of());

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("field-name-error", "value=\"the owner\"");
    assertThat(made.text()).contains("The password of tess", "Technician");
    assertThat(listed.text()).contains("tess").doesNotContain("The password of");
    assertThat(removed.header("Location")).isEqualTo("/accounts?done=account-removed");
    assertThat(own.text()).contains("can only be removed by another operator");
  }

  @Test
  void aTechnicianIsOfferedOnlyWhatATechnicianMayDo() {
    world.server("web-3", "52:54:00:00:00:03");
    String password = world.accounts.add("tess", Role.TECHNICIAN, WebWorld.ADMIN);
    var tess = world.visitor().loggedIn("tess", password);

    assertThat(tess.get("/servers").text())
        .contains("web-3")
        .doesNotContain("Add a server", "Outbox", "/accounts");
    assertThat(tess.get("/servers/web-3").text())
        .contains("Choose netboot")
        .doesNotContain("Remove web-3", "Edit web-3");
  }

  @Test
  void theOutboxShowsAKeptMail() {
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    world.activate(server, Samples.drives());

    assertThat(world.visitor().loggedIn().get("/outbox").text())
        .contains("mara@example.org", "No mail server is configured", "web-3");
  }

  @Test
  void aLivePageIsSentItsPartsAndThenOnlyWhatChanges() throws Exception {
    var server = world.server("web-3", "52:54:00:00:00:03");
    var visitor = world.visitor().loggedIn();
    try (var events = visitor.events("/servers/web-3/live")) {
      assertThat(events.next()).isEqualTo("now");
      events.until("timeline");
      world.rescue(server);
      assertThat(events.untilData("will boot the rescue system")).isEqualTo("now");
    }
  }
}
