package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class SessionRepairCommandTest {

  private static final String CHECKS = "/api/v1/sessions/" + Documents.SESSION_ID + "/checks";
  private static final String PLAN = "5a".repeat(32);

  private static final String OFFER =
      """
      "repair":[{"fileSystem":"ext4","commands":["e2fsck -f -y /dev/sda1"],\
      "writes":"The changed blocks.","kind":"e2fsck-undo","saves":"An undo file\\u001b[2J.",\
      "goBack":["e2undo undo.e2undo /dev/sda1"],"fingerprint":"%s"}]"""
          .formatted(PLAN);

  private static final String FAILED =
      check(
          "1", "filesystem", "\"state\":\"ended\",\"verdict\":\"failed\",\"reason\":\"37 things\"");
  private static final String OFFERING = FAILED.replace("\"repair\":[]", OFFER);
  private static final String WAITING = check("2", "repair", "\"state\":\"waiting\"");
  private static final String REPAIRED =
      check("2", "repair", "\"state\":\"ended\",\"verdict\":\"passed\",\"reason\":\"In order.\"")
          .replace(
              "\"repair\":[]",
              "\"repair\":[],\"saved\":{\"sizeBytes\":6,\"sha256\":\"%s\",\"savedAt\":\"2026-11-22T18:02:00Z\"}"
                  .formatted("6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb"));
  private static final String SMART =
      check("0", "smart", "\"state\":\"ended\",\"verdict\":\"failed\",\"reason\":\"It dies.\"")
          .replace("/dev/sda1", "/dev/sda");

  private static String check(String id, String kind, String rest) {
    return """
        {"id":"%s","sessionId":"%s","serverName":"demo-1","check":"%s","target":"/dev/sda1",\
        "targetName":"ext4 on EXAMPLE serial X1","repair":[],%s}"""
        .formatted(id, Documents.SESSION_ID, kind, rest);
  }

  private static String list(String... checks) {
    return "{\"checks\":[" + String.join(",", checks) + "]}";
  }

  private static FakeManager world(String... checks) throws IOException {
    return FakeManager.withSession(Documents.ACTIVE)
        .says("GET " + CHECKS, 200, list(checks))
        .says("GET " + CHECKS, 200, list(OFFERING, REPAIRED))
        .says("POST /api/v1/checks/1/repair", 201, WAITING)
        .says("GET /api/v1/checks/2", 200, REPAIRED)
        .says("POST /api/v1/checks/2/undo", 201, WAITING)
        .says("GET /api/v1/checks/2/saved", 200, "before");
  }

  @Test
  void thePlanIsShownAndTheTypedNameIsTheYes() throws IOException {
    try (FakeManager manager = world(SMART, OFFERING)) {
      Outcome outcome =
          Desk.at(manager)
              .with(new Person(80, "/dev/sda1", ""))
              .run("session", "repair", "demo-1", "/dev/sda1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.err())
          .contains(
              "warning: smart:/dev/sda is failed",
              "Which is      ext4 on EXAMPLE serial X1",
              "Will be run   e2fsck -f -y /dev/sda1",
              "Saved first   An undo file\\x1b[2J.",
              "To go back    e2undo undo.e2undo /dev/sda1");
      assertThat(outcome.out()).contains("PASSED", "repair:/dev/sda1");
      assertThat(manager.request("POST /api/v1/checks/1/repair").body())
          .isEqualTo("{\"fingerprint\":\"" + PLAN + "\"}");
    }
  }

  @Test
  void anythingElseThanTheNameIsANo() throws IOException {
    try (FakeManager manager = world(OFFERING)) {
      Outcome outcome =
          Desk.at(manager)
              .with(new Person(80, "yes", ""))
              .run("session", "repair", "demo-1", "/dev/sda1");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("nothing was ordered: /dev/sda1 was not typed");
      assertThat(manager.requestLines()).doesNotContain("POST /api/v1/checks/1/repair");
    }
  }

  @Test
  void withoutATerminalAYesMustBeGiven() throws IOException {
    try (FakeManager manager = world(OFFERING)) {
      Outcome no = Desk.at(manager).run("session", "repair", "demo-1", "/dev/sda1");

      assertThat(no.code()).isEqualTo(2);
      assertThat(no.err()).contains("nobody to ask here", "--yes");
      assertThat(manager.requestLines()).doesNotContain("POST /api/v1/checks/1/repair");
    }
    try (FakeManager manager = world(OFFERING)) {
      Outcome yes =
          Desk.at(manager).run("session", "repair", "demo-1", "/dev/sda1", "--yes", "--json");

      assertThat(yes.code()).isZero();
      assertThat(yes.out()).isEqualTo(REPAIRED + "\n");
    }
  }

  @Test
  void withoutAPlanNothingIsOrdered() throws IOException {
    try (FakeManager manager = world(OFFERING, FAILED)) {
      Outcome outcome = Desk.at(manager).run("session", "repair", "demo-1", "/dev/sda1", "--yes");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("no repair of /dev/sda1 is offered", "session check SERVER filesystem:DEVICE");
    }
  }

  @Test
  void aRefusalIsTold() throws IOException {
    try (FakeManager manager = world(OFFERING)) {
      manager.refuses(
          "POST /api/v1/checks/1/repair", 409, "repair-refused", "It is mounted at /mnt.");

      Outcome outcome = Desk.at(manager).run("session", "repair", "demo-1", "/dev/sda1", "--yes");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("It is mounted at /mnt.");
    }
  }

  @Test
  void aRepairIsUndoneAfterAYes() throws IOException {
    try (FakeManager manager = world(OFFERING, REPAIRED)) {
      assertThat(Desk.at(manager).run("session", "undo", "demo-1", "2").code()).isEqualTo(2);
      assertThat(manager.requestLines()).doesNotContain("POST /api/v1/checks/2/undo");

      Outcome outcome = Desk.at(manager).run("session", "undo", "demo-1", "2", "--yes");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.err()).contains("written to it since the repair is lost", "6 bytes");
      assertThat(manager.requestLines()).contains("POST /api/v1/checks/2/undo");
    }
  }

  @Test
  void whatWasSavedIsDownloadedOnceAndChecked(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("undo.e2undo");
    try (FakeManager manager = world(OFFERING)) {
      Outcome outcome = Desk.at(manager).run("session", "saved", "2", "--to", file.toString());
      Outcome again = Desk.at(manager).run("session", "saved", "2", "--to", file.toString());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("6 bytes, SHA-256 6db7d803");
      assertThat(file).hasContent("before");
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.err()).contains("is there already");
    }
  }

  @Test
  void otherBytesThanWereSavedAreNotKept(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("undo.e2undo");
    try (FakeManager manager = world(OFFERING)) {
      manager.replace("GET /api/v1/checks/2/saved", "befork");

      Outcome outcome = Desk.at(manager).run("session", "saved", "2", "--to", file.toString());

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("its SHA-256 is another");
      assertThat(folder).isEmptyDirectory();
    }
  }
}
