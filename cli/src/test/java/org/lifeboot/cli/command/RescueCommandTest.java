package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class RescueCommandTest {

  private static final String CHOICE = "PUT /api/v1/servers/demo-1/netboot";
  private static final String REBOOT = "POST /api/v1/servers/demo-1/reboot";
  private static final String PUBLIC_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE7x6Yb0ccp3lyxuS0mZfL7i5cTTqpeN0m0H2lM6i6l2 ann@desk";

  @TempDir private Path folder = Path.of("");

  @Test
  void rescueSetsTheNetbootAndSaysToRebootNow() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              """
              demo-1 boots into rescue at its next boot (if that comes before 2026-11-22 19:00:00).
              Now reboot it: lifeboot reboot demo-1 --hard
              Follow it:     lifeboot session wait demo-1
              """);
      assertThat(manager.requestLines()).containsExactly(CHOICE);
      assertThat(manager.request(CHOICE).body())
          .isEqualTo("{\"netboot\":\"rescue\",\"sshKeys\":[],\"password\":true}");
    }
  }

  @Test
  void rescueAndRebootGoInOne() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--reboot", "hard");

      assertThat(outcome.code()).isZero();
      assertThat(manager.requestLines()).containsExactly(CHOICE, REBOOT);
      assertThat(manager.request(REBOOT).body()).isEqualTo("{\"how\":\"hard\"}");
    }
  }

  @Test
  void aRebootThatFailsSaysThatTheNetbootIsSetAlready() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.refuses(REBOOT, 502, "power-unreachable", "the socket does not answer");

      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--reboot", "hard");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("the netboot of demo-1 is set to rescue, but the reboot did not work")
          .contains("rebooting demo-1 (hard): the socket does not answer (power-unreachable");
    }
  }

  @Test
  void publicKeysAreSentInsteadOfAPassword() throws IOException {
    Path keys = Files.writeString(folder.resolve("id.pub"), "# mine\n" + PUBLIC_KEY + "\n\n");
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome =
          Desk.at(manager).run("rescue", "demo-1", "--ssh-key", keys.toString(), "--no-password");

      assertThat(outcome.code()).isZero();
      assertThat(manager.request(CHOICE).body())
          .isEqualTo(
              "{\"netboot\":\"rescue\",\"sshKeys\":[\"" + PUBLIC_KEY + "\"],\"password\":false}");
    }
  }

  @Test
  void aPrivateKeyIsRefusedAndNeverSent() throws IOException {
    Path key =
        Files.writeString(
            folder.resolve("id_ed25519"),
            "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n");
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--ssh-key", key.toString());

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("this is a private key; give the .pub file")
          .doesNotContain("c2VjcmV0");
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void aRescueThatNobodyCouldLogInToIsWrongUse() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--no-password");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void aLiveSessionIsAConflictThatSaysHowToFollowIt() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.refuses(CHOICE, 409, "session-live", "demo-1 is booting since 18:00");

      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("demo-1 is booting since 18:00")
          .contains("lifeboot session wait");
    }
  }

  @Test
  void theWaitShowsEachStepOnceAndEndsWithHowToLogIn() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(
            Documents.REQUESTED, Documents.REQUESTED, Documents.BOOTING, Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--reboot", "hard", "--wait");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              """
                 0:00.0  requested    Rescue asked for (admin)
                 0:12.4  ipxe         The server asked what to boot
                 0:14.0  kernel       Kernel fetched
                 1:10.0  active       In rescue

              demo-1 is in rescue.

              Log in        ssh -p 2222 root@127.0.0.1
              Password      mailed to owner@example.org; for a new one: lifeboot session password demo-1
              Host keys     SHA256:AbCdEf0123456789
              known_hosts   [127.0.0.1]:2222 ssh-ed25519 AAAAC3Nz
              Page          http://127.0.0.1:8080/rescue/019aac00-0000-7000-8000-0000000000aa
              Leave         lifeboot boot disk demo-1, then: lifeboot reboot demo-1
              """
                  .indent(0));
      assertThat(outcome.out()).doesNotContain("\u001b");
    }
  }

  @Test
  void withoutAMailServerTheWaitSaysThatThePasswordIsInTheOutbox() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.ACTIVE)) {
      manager.replace("GET /api/v1/status", Documents.STATUS.replace("smtp", "outbox"));

      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait");

      assertThat(outcome.out())
          .contains("in the mail to owner@example.org, kept in the outbox (lifeboot outbox)");
    }
  }

  @Test
  void onATerminalTheStateAndTheTimeWaitedAreShownWhileItLasts() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(
            Documents.BOOTING, Documents.BOOTING, Documents.BOOTING, Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).with(Person.reading(80)).run("rescue", "demo-1", "--wait");

      assertThat(outcome.out())
          .contains("... booting, waiting for 0:01")
          .contains("\r\u001b[K")
          .contains("demo-1 is in rescue.");
    }
  }

  @Test
  void withJsonTheWaitPrintsOneDocumentTheActiveSession() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(Documents.REQUESTED, Documents.BOOTING, Documents.ACTIVE)) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait", "--json");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).isEqualTo(Documents.ACTIVE + "\n");
      assertThat(outcome.err()).isEmpty();
      assertThat(Jsonb.instance().type(Object.class).fromJson(outcome.out())).isNotNull();
    }
  }

  @Test
  void theWaitLastsUntilSshIsOpen() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(
            Documents.REQUESTED,
            Documents.ACTIVE_BEFORE_SSH,
            Documents.ACTIVE_BEFORE_SSH,
            Documents.ACTIVE)) {
      Desk desk = Desk.at(manager);

      assertThat(desk.run("rescue", "demo-1", "--wait", "--json").out())
          .isEqualTo(Documents.ACTIVE + "\n");
      assertThat(desk.now()).isEqualTo(Instant.parse("2026-11-22T18:00:02Z"));
    }
  }

  @Test
  void whenSshStaysShutTheWaitEndsAfterAMinuteAndSaysSo() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(Documents.REQUESTED, Documents.ACTIVE_BEFORE_SSH)) {
      Desk desk = Desk.at(manager);

      Outcome outcome = desk.run("rescue", "demo-1", "--wait");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("(SSH is not open yet)");
      assertThat(desk.now()).isEqualTo(Instant.parse("2026-11-22T18:01:00Z"));
    }
  }

  @Test
  void aSessionThatExpiresEndsTheWaitWithOne() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.REQUESTED, Documents.EXPIRED)) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait", "--json");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).isEqualTo(Documents.EXPIRED + "\n");
      assertThat(outcome.err())
          .contains("demo-1 is not in rescue: its rescue session is expired")
          .contains("no boot came within 60 minutes");
    }
  }

  @Test
  void aSessionThatFailsSaysAtWhichStep() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.BOOTING, Documents.FAILED)) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("failed at step squashfs (not in rescue within 20 minutes)");
    }
  }

  @Test
  void aWaitThatLastsTooLongEndsWithFiveAndTheSessionGoesOn() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.BOOTING)) {
      Desk desk = Desk.at(manager);

      Outcome outcome = desk.run("rescue", "demo-1", "--wait", "--timeout", "90s", "--json");

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.out()).isEqualTo(Documents.BOOTING + "\n");
      assertThat(outcome.err())
          .contains("demo-1 is not in rescue after 1:30")
          .contains("still booting, last step: kernel")
          .contains("lifeboot session wait");
      assertThat(desk.now()).isEqualTo(Instant.parse("2026-11-22T18:01:30Z"));
    }
  }

  @Test
  void aManagerThatIsAwayForAMomentDoesNotEndTheWait() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.REQUESTED)) {
      manager.showsPage("GET /api/v1/sessions/" + Documents.SESSION_ID, 200, Documents.BOOTING);
      manager.says("GET /api/v1/sessions/" + Documents.SESSION_ID, 502, "<html>bad gateway</html>");
      manager.says("GET /api/v1/sessions/" + Documents.SESSION_ID, 200, Documents.ACTIVE);

      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("; still trying)").contains("demo-1 is in rescue.");
    }
  }

  @Test
  void aTimeThatIsNoTimeIsWrongUse() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Outcome outcome = Desk.at(manager).run("rescue", "demo-1", "--wait", "--timeout", "soon");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("90s, 30m, 2h");
      assertThat(manager.requestLines()).isEmpty();
    }
  }
}
