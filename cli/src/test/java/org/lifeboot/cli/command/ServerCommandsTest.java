package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class ServerCommandsTest {

  private static final String ADDED = "POST /api/v1/servers";

  @Test
  void aServerIsRegisteredAsItWasTyped() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome =
          Desk.at(manager)
              .run(
                  "server",
                  "add",
                  "demo-1",
                  "--mac",
                  "52:54:00:12:34:56",
                  "--mac",
                  "52:54:00:12:34:57",
                  "--owner",
                  "owner@example.org",
                  "--power",
                  "qemu:/run/demo-1/qmp.sock",
                  "--ssh",
                  "127.0.0.1:2222");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("Server demo-1 is registered");
      assertThat(manager.request(ADDED).authorization()).isEqualTo("Bearer " + FakeManager.TOKEN);
      assertThat(manager.request(ADDED).body())
          .isEqualTo(
              """
              {"name":"demo-1","macAddresses":["52:54:00:12:34:56","52:54:00:12:34:57"],\
              "ownerEmail":"owner@example.org","power":{"driver":"qemu","socket":"/run/demo-1/qmp.sock"},\
              "sshAddress":"127.0.0.1:2222"}""");
    }
  }

  @Test
  void commandsOfThePowerDriverAreSentAsArguments() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Desk.at(manager)
          .run(
              "server",
              "add",
              "demo-1",
              "--mac",
              "52:54:00:12:34:56",
              "--owner",
              "o@example.org",
              "--power",
              "command",
              "--power-hard",
              "/opt/pdu cycle 'socket 7'",
              "--power-soft",
              "/opt/pdu press 7");

      assertThat(manager.request(ADDED).body())
          .contains(
              """
              "power":{"driver":"command","soft":["/opt/pdu","press","7"],\
              "hard":["/opt/pdu","cycle","socket 7"],"on":[],"off":[],"status":[]}""");
    }
  }

  @Test
  void machinesThatNobodyRegisteredAreListedAndForgotten() throws IOException {
    try (FakeManager manager =
        FakeManager.empty()
            .says(
                "GET /api/v1/strangers",
                200,
                """
                {"strangers":[{"mac":"52:54:00:00:00:77","macAddresses":["52:54:00:00:00:77"],\
                "suggestedName":"server-abc1234","firstSeen":"2026-11-22T18:00:00Z",\
                "lastSeen":"2026-11-22T18:00:00Z","times":3,"platform":"efi",\
                "product":"PowerEdge\\u001b[31m R640"}]}""")
            .says("DELETE /api/v1/strangers/52%3A54%3A00%3A00%3A00%3A77", 204, "")) {
      assertThat(Desk.at(manager).run("server", "strangers").out())
          .contains("52:54:00:00:00:77", "PowerEdge", "efi")
          .doesNotContain("\u001b");
      assertThat(Desk.at(manager).run("server", "strangers", "--forget", "52:54:00:00:00:77").out())
          .isEqualTo("Machine 52:54:00:00:00:77 is off the list.\n");
    }
  }

  @Test
  void aFixedAddressIsSentWhole() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Desk.at(manager)
          .run(
              "server",
              "change",
              "demo-1",
              "--address",
              "10.0.4.21/24",
              "--gateway",
              "10.0.4.1",
              "--dns",
              "10.0.4.2",
              "--vlan",
              "12");

      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo(
              """
              {"network":{"address":"10.0.4.21/24","gateway":"10.0.4.1","dns":["10.0.4.2"],"vlan":12}}""");
      Desk.at(manager).run("server", "change", "demo-1", "--address", "dhcp");
      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo("{\"network\":{\"dns\":[]}}");
      assertThat(Desk.at(manager).run("server", "change", "demo-1", "--gateway", "10.0.4.1").code())
          .isEqualTo(2);
    }
  }

  @Test
  void theLoaderOfTheDiskIsSentAsTypedAndTakenBackByNothing() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Desk.at(manager)
          .run(
              "server",
              "add",
              "demo-1",
              "--mac",
              "52:54:00:12:34:56",
              "--owner",
              "o@example.org",
              "--efi-loader",
              "\\EFI\\debian\\grubx64.efi");
      assertThat(manager.request(ADDED).body())
          .endsWith("\"efiLoader\":\"\\\\EFI\\\\debian\\\\grubx64.efi\"}");

      Desk.at(manager).run("server", "change", "demo-1", "--efi-loader", "/EFI/BOOT/BOOTX64.EFI");
      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo("{\"efiLoader\":\"/EFI/BOOT/BOOTX64.EFI\"}");
      Desk.at(manager).run("server", "change", "demo-1", "--efi-loader", "");
      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo("{\"efiLoader\":\"\"}");
    }
  }

  @Test
  void aServerWithoutAPowerDriverHasNone() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Desk.at(manager)
          .run("server", "add", "demo-1", "--mac", "52:54:00:12:34:56", "--owner", "o@example.org");

      assertThat(manager.request(ADDED).body())
          .endsWith("\"ownerEmail\":\"o@example.org\",\"power\":{\"driver\":\"none\"}}");
    }
  }

  @Test
  void aPowerDriverThatIsNotKnownIsWrongUseAndNothingIsSent() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome =
          Desk.at(manager)
              .run(
                  "server",
                  "add",
                  "demo-1",
                  "--mac",
                  "52:54:00:12:34:56",
                  "--owner",
                  "o@x.org",
                  "--power",
                  "qemu:relative.sock");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("--power qemu:relative.sock is not known");
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void aPowerCommandWithoutItsDriverIsWrongUse() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome =
          Desk.at(manager)
              .run(
                  "server",
                  "add",
                  "demo-1",
                  "--mac",
                  "52:54:00:12:34:56",
                  "--owner",
                  "o@x.org",
                  "--power-hard",
                  "/opt/pdu cycle 7");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("belong to: --power command");
    }
  }

  @Test
  void aMacAddressThatIsTakenIsRefusedInTheManagersWords() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.refuses(
          ADDED, 409, "mac-address-taken", "52:54:00:12:34:56 belongs to demo-1; give another");

      Outcome outcome =
          Desk.at(manager)
              .run("server", "add", "demo-2", "--mac", "52:54:00:12:34:56", "--owner", "o@x.org");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .isEqualTo(
              "lifeboot: adding server demo-2: 52:54:00:12:34:56 belongs to demo-1; give another"
                  + " (mac-address-taken, HTTP 409)\n");
    }
  }

  @Test
  void withJsonARefusalIsTheProblemDocumentOnStandardOutput() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.refuses(ADDED, 409, "mac-address-taken", "it belongs to demo-1");

      Outcome outcome =
          Desk.at(manager)
              .run(
                  "server",
                  "add",
                  "x",
                  "--mac",
                  "52:54:00:12:34:56",
                  "--owner",
                  "o@x.org",
                  "--json");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out().strip())
          .isEqualTo(Documents.problem(409, "mac-address-taken", "it belongs to demo-1"));
      assertThat(outcome.err()).contains("it belongs to demo-1");
    }
  }

  @Test
  void theListIsATable() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).run("server", "list");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              """
              SERVER  NETBOOT  SESSION  MAC                POWER  OWNER
              demo-1  disk     -        52:54:00:12:34:56  qemu   owner@example.org
              """);
    }
  }

  @Test
  void onATerminalTheListKeepsWithinItsWidth() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome =
          Desk.at(manager).with(Person.reading(60)).with("NO_COLOR", "1").run("server", "list");

      assertThat(outcome.out().lines())
          .allSatisfy(line -> assertThat(line.length()).isBetween(1, 60));
      assertThat(outcome.out()).contains("demo-1").contains("...");
    }
  }

  @Test
  void theListOfAnEmptyManagerSaysHowToBegin() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      assertThat(Desk.at(manager).run("server", "list").out()).contains("lifeboot server add");
    }
  }

  @Test
  void withJsonTheListIsTheAnswerAsItIs() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("server", "list", "--json");

      assertThat(outcome.out()).isEqualTo("{\"servers\":[" + Documents.SERVER + "]}\n");
      assertThat(Jsonb.instance().type(Object.class).fromJson(outcome.out())).isNotNull();
    }
  }

  @Test
  void aServerIsShownWithWhatItBootsNext() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.BOOTING)) {
      Outcome outcome = Desk.at(manager).run("server", "show", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("Netboot      disk")
          .contains("Power        qemu /run/demo-1/qmp.sock")
          .contains("EFI loader   /EFI/debian/grubx64.efi")
          .contains("Registered   2026-11-22 18:00:00")
          .contains("Session      booting; more with: lifeboot session show demo-1");
    }
  }

  @Test
  void aServerThatIsNotThereIsARefusalThatSaysWhereToLook() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("server", "show", "demo-7");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("looking up server demo-7")
          .contains("not-found")
          .contains("lifeboot server list");
    }
  }

  @Test
  void aNameWithSlashesStaysOneName() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("server", "show", "../tokens/current?x=ä b");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(manager.requestLines())
          .containsExactly("GET /api/v1/servers/..%2Ftokens%2Fcurrent%3Fx%3D%C3%A4%20b");
    }
  }

  @Test
  void aServerIsRemovedWhenTheScriptSaysYes() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("server", "remove", "demo-1", "--yes", "--json");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).isEqualTo("{}\n");
      assertThat(manager.requestLines()).containsExactly("DELETE /api/v1/servers/demo-1");
    }
  }

  @Test
  void onlyWhatIsNamedOfAServerIsChanged() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.says("PATCH /api/v1/servers/demo-1", 200, Documents.SERVER);
      Desk desk = Desk.at(manager);

      desk.run("server", "change", "demo-1", "--power", "command", "--power-hard", "pdu cycle 7");
      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo(
              "{\"power\":{\"driver\":\"command\",\"soft\":[],\"hard\":[\"pdu\",\"cycle\",\"7\"],"
                  + "\"on\":[],\"off\":[],\"status\":[]}}");
      Outcome changed = desk.run("server", "change", "demo-1", "--owner", "bob@x.org", "--ssh", "");

      assertThat(changed.out()).isEqualTo("Server demo-1 is changed.\n");
      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo("{\"ownerEmail\":\"bob@x.org\",\"sshAddress\":\"\"}");
      assertThat(desk.run("server", "change", "demo-1").code()).isEqualTo(2);
    }
  }

  @Test
  void aServersPowerIsAskedFor() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.says(
          "GET /api/v1/servers/demo-1/power",
          200,
          "{\"power\":\"on\",\"detail\":\"QEMU says: running\"}");

      assertThat(Desk.at(manager).run("server", "power", "demo-1").out())
          .isEqualTo("demo-1: power on (QEMU says: running)\n");
    }
  }

  @Test
  void withNobodyToAskAServerIsNotRemoved() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("server", "remove", "demo-1");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("use --yes");
      assertThat(manager.requestLines()).doesNotContain("DELETE /api/v1/servers/demo-1");
    }
  }

  @Test
  void aPersonConfirmsByTypingTheName() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      assertThat(
              Desk.at(manager)
                  .with(new Person(80, "no", ""))
                  .run("server", "remove", "demo-1")
                  .code())
          .isEqualTo(2);
      assertThat(
              Desk.at(manager)
                  .with(new Person(80, "demo-1", ""))
                  .run("server", "remove", "demo-1")
                  .code())
          .isZero();
    }
  }

  @Test
  void aHostileNameCannotMoveTheCursorOrReorderText() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.says(
          "GET /api/v1/servers/evil",
          200,
          """
          {"id":"1","name":"\\u001b[2Jevil\\u202egpj.\\nroot","macAddresses":[],"netboot":"disk"}""");

      Outcome outcome = Desk.at(manager).run("server", "show", "evil");

      assertThat(outcome.out())
          .contains("\\x1b[2Jevil\\u202egpj.\\x0aroot")
          .doesNotContain("\u001b", "\u202e");
    }
  }

  @Test
  void aPrivateKeyIsReadFromItsFileAndNeverAnArgument(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "-----BEGIN\nabc\n");
    try (FakeManager manager = FakeManager.withServer()) {
      manager.says("PATCH /api/v1/servers/demo-1", 200, Documents.SERVER);
      Desk.at(manager)
          .run(
              "server",
              "change",
              "demo-1",
              "--power",
              "ssh:root@10.0.4.21",
              "--power-key-file",
              key.toString());

      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo(
              """
              {"power":{"driver":"ssh","address":"10.0.4.21","user":"root","key":"-----BEGIN\\nabc\\n"}}""");
    }
  }

  @Test
  void techniciansAreNamedAndAnswer() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.says("PATCH /api/v1/servers/demo-1", 200, Documents.SERVER);
      manager.says("PUT /api/v1/servers/demo-1/power/task", 200, "{\"tasks\":[]}");
      Desk desk = Desk.at(manager);

      desk.run("server", "change", "demo-1", "--power", "technician:hands@example.org");
      Outcome outcome = desk.run("server", "power", "demo-1", "--cannot", "the rack is locked");

      assertThat(manager.request("PATCH /api/v1/servers/demo-1").body())
          .isEqualTo("{\"power\":{\"driver\":\"technician\",\"email\":\"hands@example.org\"}}");
      assertThat(outcome.out()).isEqualTo("Noted, thank you.\n");
      assertThat(manager.request("PUT /api/v1/servers/demo-1/power/task").body())
          .isEqualTo("{\"answer\":\"cannot\",\"note\":\"the rack is locked\"}");
    }
  }
}
