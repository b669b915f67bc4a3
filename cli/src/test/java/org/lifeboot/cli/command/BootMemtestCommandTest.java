package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;

class BootMemtestCommandTest {

  private static final String CHOICE = "PUT /api/v1/servers/demo-1/netboot";
  private static final String LOOK = "GET /api/v1/servers/" + Documents.SERVER_ID;
  private static final String CHOSEN =
      Documents.memtest("chosen", "\"expiresAt\":\"2026-11-22T19:00:00Z\",");

  private static final String HEARD =
      """
      "heard":{"verdict":"failed","text":"2 errors, first seen at address 0x2345678","passes":0,\
      "passPercent":40,"testPercent":10,"errors":2,"correctedErrors":0,"trouble":"It is lost."},\
      """;

  @Test
  void itSaysUntilWhenTheChoiceStandsAndWhatToDoNext() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, CHOSEN);

      Outcome outcome = Desk.at(manager).run("boot", "memtest", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .startsWith("demo-1 boots Memtest86+ at its next boot (if that comes before ")
          .endsWith("Now reboot it: lifeboot reboot demo-1 --hard\n");
      assertThat(manager.request(CHOICE).body()).isEqualTo("{\"netboot\":\"memtest\"}");
    }
  }

  @Test
  void theWaitEndsWhenItWasSent() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, CHOSEN);
      manager
          .replace(LOOK, CHOSEN)
          .says(LOOK, 200, Documents.memtest("sending", ""))
          .says(LOOK, 200, Documents.memtest("sent", "\"sentAt\":\"2026-11-22T18:03:00Z\","));

      Outcome outcome =
          Desk.at(manager).run("boot", "memtest", "demo-1", "--reboot", "hard", "--wait");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .containsOnlyOnce("Memtest86+ was chosen")
          .endsWith(
              """
              Memtest86+ was sent to demo-1; what it finds is on its screen and serial console.
              End it with: lifeboot reboot demo-1 --hard
              """);
      assertThat(manager.request("POST /api/v1/servers/demo-1/reboot").body())
          .isEqualTo("{\"how\":\"hard\"}");
    }
  }

  @Test
  void whereItsConsoleCanBeHeardItSaysWhereTheResultIs() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, CHOSEN);
      manager.replace(LOOK, Documents.memtest("sent", HEARD));

      Outcome outcome = Desk.at(manager).run("boot", "memtest", "demo-1", "--wait");

      assertThat(outcome.out())
          .contains("Memtest86+ was sent to demo-1; what it finds: lifeboot server show demo-1");
    }
  }

  @Test
  void whatWasHeardIsShownWithTheServer() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace("GET /api/v1/servers/demo-1", Documents.memtest("sent", HEARD));

      Outcome outcome = Desk.at(manager).run("server", "show", "demo-1");

      assertThat(outcome.out())
          .contains("sent: failed, 2 errors, first seen at address 0x2345678 (It is lost.)");
    }
  }

  @Test
  void aChoiceThatExpiresIsAFailureWithItsReason() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, CHOSEN);
      manager.replace(
          LOOK, Documents.memtest("expired", "\"reason\":\"the server did not netboot in time\","));

      Outcome outcome = Desk.at(manager).run("boot", "memtest", "demo-1", "--wait");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("the choice is expired (the server did not netboot in time)");
    }
  }

  @Test
  void aServerThatIsNeverRebootedIsATimeOut() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, CHOSEN);
      manager.replace(LOOK, CHOSEN);

      Outcome outcome =
          Desk.at(manager).run("boot", "memtest", "demo-1", "--wait", "--timeout", "1m", "--json");

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.err()).contains("has not booted Memtest86+ after 1:00");
    }
  }
}
