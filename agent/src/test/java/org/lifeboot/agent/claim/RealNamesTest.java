package org.lifeboot.agent.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.RecordedTools;

class RealNamesTest {

  @TempDir Path root;

  private final RecordedTools tools = new RecordedTools();

  private void inARescueSystem() throws IOException {
    Files.createDirectories(root.resolve("run/lifeboot"));
    Files.createFile(root.resolve("run/lifeboot/agent.squashfs"));
  }

  private Path rules(String number) {
    return root.resolve("run/udev/rules.d/%s-lifeboot-looks.rules".formatted(number));
  }

  @Test
  void theRulesAreMadeOnceAndUdevIsTold() throws IOException {
    inARescueSystem();

    new RealNames(tools, root).keep();
    new RealNames(tools, root).keep();

    assertThat(tools.askedInWords()).containsExactly("udevadm control --reload");
    assertThat(rules("64")).content().contains("SYMLINK=\"\"");
    assertThat(root.resolve("etc/blkid.conf")).content().contains("EVALUATE=udev");
  }

  @Test
  void whatThePersonSaysOfBlkidStays() throws IOException {
    inARescueSystem();
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/blkid.conf"), "EVALUATE=scan\n");

    new RealNames(tools, root).keep();

    assertThat(root.resolve("etc/blkid.conf")).hasContent("EVALUATE=scan");
  }

  @Test
  void outsideOfARescueSystemNothingIsTouched() {
    new RealNames(tools, root).keep();

    assertThat(root).isEmptyDirectory();
    assertThat(tools.asked()).isEmpty();
  }

  /// The shell's part of the rule, on a tree as sysfs has it: a volume on an array on a claim.
  @Test
  void aClaimIsFoundAtAnyHeight() throws IOException {
    inARescueSystem();
    new RealNames(tools, root).keep();
    Files.createDirectories(root.resolve("sys/dm-5/slaves/md64/slaves/dm-1/dm"));
    Files.createDirectories(root.resolve("sys/dm-6/slaves/sda1"));
    Files.writeString(
        root.resolve("sys/dm-5/slaves/md64/slaves/dm-1/dm/name"), "lifeboot-kept-7-1\n");

    assertThat(matches("dm-5")).isTrue();
    assertThat(matches("dm-6")).isFalse();
  }

  private boolean matches(String name) throws IOException {
    String program =
        Files.readString(rules("57"))
            .replaceAll("(?s).*PROGRAM==\"/bin/sh -c '(.*?)'\".*", "$1")
            .replace("/sys/class/block/%k", root + "/sys/" + name);
    return new ProcessTools()
        .run(Command.of(Duration.ofSeconds(10), "sh", "-c", program))
        .problem("")
        .isEmpty();
  }
}
