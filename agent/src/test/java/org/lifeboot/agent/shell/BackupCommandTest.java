package org.lifeboot.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.ProcessTools;
import picocli.CommandLine;

@Timeout(120)
class BackupCommandTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final StringWriter printed = new StringWriter();

  @BeforeEach
  void fillADisk() throws IOException {
    Files.write(folder.resolve("disk.img"), new byte[70_000]);
    Files.writeString(folder.resolve("password"), "open sesame\n");
  }

  private int backup(String... words) {
    var out = new PrintWriter(printed);
    return new CommandLine(new BackupCommand(tools, new Claims(tools)))
        .setOut(out)
        .setErr(out)
        .execute(words);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void anImageIsCopiedAndVerified() {
    assertThat(backup("--image", path("disk.img"), path("copies"))).isZero();
    assertThat(backup("verify", path("copies/disk.img.json"))).isZero();

    assertThat(printed.toString())
        .contains("COMPLETE  All 70,000 bytes were read.")
        .contains(path("disk.img") + " → " + path("copies/disk.img.img"))
        .contains("lifeboot backup verify " + path("copies/disk.img.json"))
        .contains("The copy is what was written.");
  }

  @Test
  void filesGoIntoARepositoryAsJsonTells() {
    assertThat(
            backup("--json", "--password-file", path("password"), path("disk.img"), path("repo")))
        .isZero();
    assertThat(backup("verify", "--password-file", path("password"), path("repo"))).isZero();

    assertThat(printed.toString()).contains("\"state\":\"complete\"", "\"copiedBytes\":70000");
    assertThat(printed.toString()).doesNotContain("open sesame");
  }

  @Test
  void whatIsNotThereOrNoTargetIsWrongUse() {
    assertThat(backup()).isEqualTo(3);
    assertThat(backup(path("disk.img"))).isEqualTo(3);
    assertThat(backup(path("nothing"), path("copies"))).isEqualTo(3);
    assertThat(backup(path("disk.img"), "nas:/copies")).isEqualTo(3);
    assertThat(backup("--retries=-1", "--image", path("disk.img"), path("copies"))).isEqualTo(3);

    assertThat(printed.toString()).contains("There is no " + path("nothing"), "is no target");
  }

  @Test
  void aRepositoryWithoutAPasswordIsNotMade() throws IOException {
    Files.writeString(folder.resolve("password"), "\n");

    assertThat(backup("--password-file", path("password"), path("disk.img"), path("repo")))
        .isEqualTo(3);
    assertThat(folder.resolve("repo")).doesNotExist();
  }
}
