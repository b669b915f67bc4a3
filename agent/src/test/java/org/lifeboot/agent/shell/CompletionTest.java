package org.lifeboot.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.RecordedTools;

/// A real bash at a terminal, and somebody who types and presses the Tab key.
class CompletionTest {

  @TempDir Path folder;

  @BeforeEach
  void print() throws IOException {
    var printed = new StringWriter();
    int code =
        Shell.run(
            new RunFolder(folder), new RecordedTools(), new PrintWriter(printed), "completion");
    assertThat(code).isZero();
    Files.writeString(folder.resolve("lifeboot.bash"), printed.toString());
    Files.writeString(
        folder.resolve("rc"),
        "PS1='$ '; lifeboot() { echo \"GOT <$*>\"; }\n. %s/lifeboot.bash\n".formatted(folder));
  }

  /// What bash makes of it.
  private String typed(String keys) {
    Command bash =
        Command.of(
                Duration.ofSeconds(60),
                "script",
                "-qec",
                "bash --noprofile --rcfile %s/rc -i".formatted(folder),
                "/dev/null")
            .withInput(keys + "\nexit\n");
    return switch (new ProcessTools().run(bash)) {
      case Outcome.Exited(_, String stdout, _) ->
          stdout.replaceAll("(?s).*GOT <(.*?)>\r?\n.*", "$1");
      case Outcome other -> other.inWords();
    };
  }

  @Test
  void commandsAndOptionsAreCompleted() {
    assertThat(typed("lifeboot rai\trepl\t--fai\t")).isEqualTo("raid replace --failing");
    assertThat(typed("lifeboot mou\t--wr\t--roo\t")).isEqualTo("mount --write --root");
    assertThat(typed("lifeboot che\tsurf\t")).isEqualTo("check surface");
  }

  @Test
  void theWordsThatAnOptionTakesAreCompleted() {
    assertThat(typed("lifeboot check smart --self-test SH\t"))
        .isEqualTo("check smart --self-test SHORT");
  }

  @Test
  void devicesAreCompleted() {
    assertThat(typed("lifeboot raid replace /dev/nul\t")).isEqualTo("raid replace /dev/null");
    assertThat(typed("lifeboot mount --root /dev/nul\t")).isEqualTo("mount --root /dev/null");
    assertThat(typed("lifeboot disks /dev/nul\t")).isEqualTo("disks /dev/null");
  }

  @Test
  void whatIsForTheBundleAloneIsNotOffered() {
    assertThat(typed("lifeboot comple\t")).isEqualTo("comple");
  }
}
