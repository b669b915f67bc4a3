package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;

class BootDiskCommandTest {

  private static final String CHOICE = "PUT /api/v1/servers/demo-1/netboot";

  @Test
  void aServerInRescueIsToBeRebootedNext() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.LEAVING)) {
      manager.replace(CHOICE, Documents.serverWith(Documents.LEAVING));

      Outcome outcome = Desk.at(manager).run("boot", "disk", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              """
              demo-1 boots its disk from now on.
              It is still in rescue; now: lifeboot reboot demo-1
              """);
      assertThat(manager.request(CHOICE).body()).isEqualTo("{\"netboot\":\"disk\"}");
    }
  }

  @Test
  void theWaitEndsWhenTheSessionIsOver() throws IOException {
    try (FakeManager manager =
        FakeManager.withSession(Documents.LEAVING, Documents.LEAVING, Documents.ENDED)) {
      manager.replace(CHOICE, Documents.serverWith(Documents.LEAVING));

      Outcome outcome =
          Desk.at(manager).run("boot", "disk", "demo-1", "--reboot", "soft", "--wait");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .endsWith(
              "The rescue session of demo-1 is ended (rebooted to its disk); it boots its disk.\n");
      assertThat(manager.request("POST /api/v1/servers/demo-1/reboot").body())
          .isEqualTo("{\"how\":\"soft\"}");
    }
  }

  @Test
  void withNoSessionThereIsNothingToWaitFor() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.replace(CHOICE, Documents.SERVER);

      Outcome outcome = Desk.at(manager).run("boot", "disk", "demo-1", "--wait", "--json");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).isEqualTo(Documents.SERVER + "\n");
    }
  }

  @Test
  void aServerThatIsNeverRebootedIsATimeOut() throws IOException {
    try (FakeManager manager = FakeManager.withSession(Documents.LEAVING)) {
      manager.replace(CHOICE, Documents.serverWith(Documents.LEAVING));

      Outcome outcome = Desk.at(manager).run("boot", "disk", "demo-1", "--wait", "--timeout", "1m");

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.err()).contains("demo-1 is not back on disk after 1:00");
    }
  }

  @Test
  void aRebootIsSoftUnlessHardIsAsked() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      Desk.at(manager).run("reboot", "demo-1");
      assertThat(manager.request("POST /api/v1/servers/demo-1/reboot").body())
          .isEqualTo("{\"how\":\"soft\"}");

      Outcome hard = Desk.at(manager).run("reboot", "demo-1", "--hard");
      assertThat(manager.request("POST /api/v1/servers/demo-1/reboot").body())
          .isEqualTo("{\"how\":\"hard\"}");
      assertThat(hard.out()).isEqualTo("demo-1 is asked to reboot (hard, by qemu).\n");
    }
  }
}
