package org.lifeboot.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import picocli.CommandLine;

/// A real ext4 in an image file, damaged here.
@Timeout(120)
class FsckCommandTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final StringWriter printed = new StringWriter();
  private Optional<Function<String, String>> answers = Optional.empty();
  private String before = "";

  @BeforeEach
  void damage() throws Exception {
    Outcome made =
        tools.run(
            Command.of(
                Duration.ofSeconds(60),
                "bash",
                "-ec",
                ("cd %s; mkdir -p files/data; touch files/data/one; truncate -s 16M disk.img;"
                        + " mke2fs -q -F -t ext4 -d files disk.img;"
                        + " debugfs -w -R 'clri /data' disk.img")
                    .formatted(folder)));
    assertThat(made.problem("")).isEmpty();
    before = sha256();
  }

  private String sha256() throws Exception {
    byte[] all = Files.readAllBytes(folder.resolve("disk.img"));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
  }

  private Path undo() {
    return folder.resolve("undo");
  }

  private int fsck(String... more) {
    var line = new CommandLine(new FsckCommand(tools, new Claims(tools), new Terminal(answers)));
    var out = new PrintWriter(printed);
    String[] words = new String[more.length + 1];
    System.arraycopy(more, 0, words, 0, more.length);
    words[more.length] = folder.resolve("disk.img").toString();
    return line.setOut(out).setErr(out).execute(words);
  }

  @Test
  void withoutRepairItIsARehearsalThatSaysHowToRepair() throws Exception {
    assertThat(fsck()).isEqualTo(1);

    assertThat(printed.toString()).contains("FAILED", "lifeboot fsck --repair --undo FILE");
    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void asJsonTheRehearsalTellsThePlan() throws Exception {
    assertThat(fsck("--json")).isEqualTo(1);

    assertThat(printed.toString())
        .contains("\"repair\":[{\"fileSystem\":\"ext4\"", "\"kind\":\"e2fsck-undo\"");
    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void withoutAYesNothingIsWritten() throws Exception {
    answers = Optional.of(_ -> "y");

    assertThat(fsck("--repair", "--undo", undo().toString())).isEqualTo(2);

    assertThat(printed.toString())
        .contains("e2fsck -f -y -C 2 -z lifeboot.e2undo", "Saved before", "To go back")
        .contains("Not confirmed. Nothing was written.");
    assertThat(sha256()).isEqualTo(before);
    assertThat(undo()).doesNotExist();
  }

  @Test
  void withNobodyToAskAndNoYesItIsRefused() throws Exception {
    assertThat(fsck("--repair", "--undo", undo().toString())).isEqualTo(3);
    assertThat(fsck("--go-back", undo().toString())).isEqualTo(3);

    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void afterAYesItIsRepairedAndAfterAnotherAsBefore() throws Exception {
    answers = Optional.of(_ -> "yes");

    assertThat(fsck("--repair", "--undo", undo().toString())).isZero();
    assertThat(sha256()).isNotEqualTo(before);
    assertThat(fsck("--go-back", undo().toString())).isZero();

    assertThat(sha256()).isEqualTo(before);
  }

  @Test
  void aRepairWithoutAPlaceForTheUndoFileIsWrongUseAndSoIsOneThatIsTaken() throws IOException {
    Files.writeString(undo(), "another");

    assertThat(fsck("--repair", "--yes")).isEqualTo(3);
    assertThat(fsck("--repair", "--yes", "--undo", undo().toString())).isEqualTo(3);
    assertThat(undo()).hasContent("another");
  }
}
