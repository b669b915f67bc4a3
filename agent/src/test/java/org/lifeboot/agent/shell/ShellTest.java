package org.lifeboot.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.link.Status;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;

class ShellTest {

  private static final String DRIVES =
      """
      {"blockdevices": [{"path": "/dev/vda", "type": "disk", "size": 10737418240, "tran": "virtio",
       "serial": "A1", "model": null, "children": [{"path": "/dev/vda1", "type": "part",
       "size": 1610612736, "fstype": "ext4", "label": "root", "mountpoints": ["/mnt"]}]}]}
      """;

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  private int lifeboot(String... arguments) {
    var tools = new RecordedTools().answering("lsblk", new Outcome.Exited(0, DRIVES, ""));
    return Shell.run(new RunFolder(folder), tools, new PrintWriter(printed), arguments);
  }

  private void connected() {
    new Status(
            "connected",
            "session",
            "web-1",
            "http://manager/rescue/session",
            "wss://manager:8443/agent",
            "2026-11-20T09:00:00Z",
            "")
        .writeTo(new RunFolder(folder));
  }

  @Test
  void statusTellsServerPageAndConnection() {
    connected();

    assertThat(lifeboot("status")).isZero();
    assertThat(printed.toString())
        .isEqualTo(
            """
            Server    web-1
            Page      http://manager/rescue/session
            Session   session
            Manager   wss://manager:8443/agent
            State     connected since 2026-11-20T09:00:00Z
            """);
  }

  @Test
  void statusAsJsonIsForPrograms() {
    connected();

    assertThat(lifeboot("status", "--json")).isZero();
    assertThat(printed.toString())
        .startsWith("{\"state\":\"connected\",\"sessionId\":\"session\",\"serverName\":\"web-1\"");
  }

  @Test
  void withoutAnAgentStatusSaysWhereToLook() {
    assertThat(lifeboot("status")).isEqualTo(1);
    assertThat(printed.toString()).contains("systemctl status lifeboot-agent");
  }

  @Test
  void inventoryListsDrivesWithVerdictAndVolumes() {
    assertThat(lifeboot("inventory")).isZero();
    assertThat(printed.toString())
        .isEqualTo(
            """
            /dev/vda  10 GiB  no model name  serial A1  virtio
              SMART: inconclusive. This is a virtual drive; it does not report SMART.
              /dev/vda1  1.5 GiB  ext4  "root"  on /mnt
            """);
  }

  @Test
  void aWrongWordIsUsageAndNotAStackTrace() {
    assertThat(lifeboot("explode")).isEqualTo(2);
    assertThat(printed.toString()).contains("Unmatched argument").doesNotContain("Exception");
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(lifeboot()).isZero();
    assertThat(printed.toString()).contains("Usage: lifeboot", "status", "inventory");
  }

  @Test
  void aStoredAnswerOfSmartctlIsJudgedWithoutADrive() throws IOException {
    Path stored =
        Files.writeString(
            folder.resolve("drive.json"),
            """
            {"json_format_version":[1,0],"device":{"name":"/dev/sdb","protocol":"SCSI"},
             "smart_status":{"passed":true},"scsi_grown_defect_list":4}
            """);

    assertThat(lifeboot("check", "smart", "--from-json", stored.toString(), "--json")).isEqualTo(1);
    assertThat(printed.toString())
        .startsWith(
            "{\"check\":\"smart\",\"target\":\""
                + stored
                + "\",\"verdict\":\"warning\","
                + "\"reason\":\"It counts 4 grown defects.\"");
  }

  @Test
  void aStoredAnswerThatIsNotThereIsInconclusive() {
    assertThat(lifeboot("check", "smart", "--from-json", folder.resolve("none").toString()))
        .isEqualTo(2);
  }

  @Test
  void aDriveAndAStoredAnswerTogetherAreWrongUseAndSoIsNeither() {
    assertThat(lifeboot("check", "smart", "/dev/sda", "--from-json", "drive.json")).isEqualTo(3);
    assertThat(lifeboot("check", "smart")).isEqualTo(3);
  }
}
