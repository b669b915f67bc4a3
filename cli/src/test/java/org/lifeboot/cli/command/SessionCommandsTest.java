package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;

class SessionCommandsTest {

  private static final String NEW_PASSWORD =
      "POST /api/v1/sessions/" + Documents.SESSION_ID + "/password";

  @Test
  void theDrivesOfARescuedServerAreListed() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ACTIVE)) {
      manager.says(
          "GET /api/v1/sessions/" + Documents.SESSION_ID + "/inventory",
          200,
          """
          {"drives":[{"device":"/dev/sda","model":"Disk 870","serial":"S1","firmware":"1",\
          "transport":"sata","rotational":false,"sizeBytes":500107862016,\
          "smart":{"verdict":"failed","reason":"it expects to fail"},"contents":[]}]}""");

      assertThat(Desk.at(manager).run("session", "inventory", "demo-1").out())
          .contains("/dev/sda", "500 GB", "Disk 870", "S1", "sata", "failed");
    }
  }

  @Test
  void aSessionIsShownWithItsTimelineAndHowToLogIn() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).run("session", "show", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("State          active\n")
          .contains("Active since   2026-11-22 18:01:10\n")
          .contains("Memory         412 MiB of 984 MiB used\n")
          .contains("Log in         ssh -p 2222 root@127.0.0.1\n")
          .endsWith("   1:10.0  active       In rescue\n");
    }
  }

  @Test
  void aSessionIsFoundByItsIdAsWell() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.FAILED)) {
      Outcome outcome = Desk.at(manager).run("session", "show", Documents.SESSION_ID, "--json");

      assertThat(outcome.out()).isEqualTo(Documents.FAILED + "\n");
      assertThat(manager.requestLines())
          .containsExactly("GET /api/v1/sessions/" + Documents.SESSION_ID);
    }
  }

  @Test
  void theIdOfAServerLeadsToItsSession() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.FAILED)) {
      manager.replace(
          "GET /api/v1/servers/" + Documents.SERVER_ID, Documents.serverWith(Documents.FAILED));

      Outcome outcome = Desk.at(manager).run("session", "show", Documents.SERVER_ID, "--json");

      assertThat(outcome.out()).isEqualTo(Documents.FAILED + "\n");
    }
  }

  @Test
  void aServerThatWasNeverRescuedHasNoSession() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("session", "show", "demo-1", "--json");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).contains("\"code\":\"no-session\"");
      assertThat(outcome.err()).contains("begin one with: lifeboot rescue demo-1");
    }
  }

  @Test
  void standardOutputHoldsTheNewPasswordAlone() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ACTIVE)) {
      manager.says(NEW_PASSWORD, 200, "{\"password\":\"w7Kp-m3Xr-q9Tz-4hNd\"}");

      Outcome outcome = Desk.at(manager).run("session", "password", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).isEqualTo("w7Kp-m3Xr-q9Tz-4hNd\n");
      assertThat(outcome.err()).contains("the one before it no longer works");
    }
  }

  @Test
  void aSessionThatIsOverHasNoNewPassword() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ENDED)) {
      manager.refuses(NEW_PASSWORD, 409, "no-session", "the session has ended");

      Outcome outcome = Desk.at(manager).run("session", "password", "demo-1");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("the session has ended");
    }
  }

  @Test
  void aWaitThatWasBrokenOffIsTakenUpAgain() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.BOOTING, Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).run("session", "wait", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("demo-1 is in rescue.");
    }
  }

  @Test
  void aSessionThatIsBeingLeftIsWaitedForToItsEnd() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.LEAVING, Documents.ENDED)) {
      Outcome outcome = Desk.at(manager).run("session", "wait", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("is ended (rebooted to its disk)");
    }
  }

  @Test
  void theOutboxShowsKeptMailWithItsText() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.replace("GET /api/v1/outbox", Documents.OUTBOX);

      Outcome outcome = Desk.at(manager).run("outbox");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("To        owner@example.org\n")
          .contains("State     kept\n")
          .contains("\n    Password: k3eP-m3\n    Line two\n");
    }
  }

  @Test
  void anEmptyOutboxSaysSo() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      assertThat(Desk.at(manager).run("outbox").out()).isEqualTo("The outbox is empty.\n");
    }
  }

  @Test
  void theStatusNamesTheRescueSystem() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      Outcome outcome = Desk.at(manager).run("status");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("Rescue system   0123456789abcdef, kernel 6.12.48, 200 MiB\n")
          .contains("Mail            smtp\n");
    }
  }

  @Test
  void theStatusSaysWhyThereIsNoRescueSystem() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.replace(
          "GET /api/v1/status",
          "{\"version\":\"1\",\"imageProblem\":\"not built\",\"store\":\"sqlite\",\"mail\":\"outbox\"}");

      assertThat(Desk.at(manager).run("status").out())
          .contains("Rescue system   none: not built\n")
          .contains("Mail            kept in the outbox: no SMTP server\n");
    }
  }
}
