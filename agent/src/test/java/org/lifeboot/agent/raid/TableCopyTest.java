package org.lifeboot.agent.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;

/// With the real sfdisk, on image files.
class TableCopyTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();

  private String ran(String script) {
    Command command = Command.of(Duration.ofSeconds(30), "bash", "-ec", script);
    Outcome outcome = tools.run(command);
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.problem(script)).isEmpty();
    return ((Outcome.Exited) outcome).stdout();
  }

  private String dumpOf(String table) {
    return ran(
        "cd %s; truncate -s 64M old; printf '%s' | sfdisk -q old; sfdisk --dump old"
            .formatted(folder, table));
  }

  private String written(TableCopy copy, long bytes) {
    ran("cd %s; truncate -s %d new".formatted(folder, bytes));
    Path fresh = folder.resolve("new");
    assertThat(tools.run(Sfdisk.write(fresh.toString(), copy.script())).problem("")).isEmpty();
    return ran("sfdisk --dump " + fresh);
  }

  @Test
  void aGptIsCopiedWithTypesAndNamesAndGetsIdentifiersOfItsOwn() {
    String dump =
        dumpOf(
            "label: gpt\\n1: size=4M,type=uefi,name=\"EFI, uuid=1\"\\n"
                + "3: size=16M,type=raid,name=root,attrs=\"LegacyBIOSBootable\"\\n");

    String copied = written(TableCopy.of(dump, folder + "/new", 512), 128 << 20);

    assertThat(copied)
        .contains("label: gpt", "new1 :", "new3 :", "name=\"EFI, uuid=1\"", "LegacyBIOSBootable")
        .contains("size=       32768, type=A19D880F-05FC-4D3B-A006-743F0F84911E");
    String uuid = dump.replaceAll("(?s).*?, uuid=([0-9A-F-]+).*", "$1");
    assertThat(dump).contains(uuid);
    assertThat(copied).doesNotContain(uuid);
    assertThat(ran("sfdisk --verify " + folder + "/new")).contains("No errors detected");
  }

  @Test
  void anMbrIsCopiedWithItsExtendedPartition() {
    String dump =
        dumpOf(
            "label: dos\\n1: size=8M,type=fd,bootable\\n2: size=40M,type=5\\n5: size=16M,type=fd\\n"
                + "6: size=16M,type=83\\n");

    String copied = written(TableCopy.of(dump, folder + "/new", 512), 64 << 20);

    assertThat(copied).contains("type=fd, bootable", "new5 :", "new6 :");
    assertThat(copied.lines().filter(line -> line.contains("label-id")).toList())
        .doesNotContainAnyElementsOf(
            dump.lines().filter(line -> line.contains("label-id")).toList());
  }

  @Test
  void theEndIsThatOfTheLastPartitionAndOfTheSecondTable() {
    String dump = dumpOf("label: gpt\\n1: start=2048,size=2048\\n");

    assertThat(TableCopy.of(dump, "/dev/sdb", 512).endBytes()).isEqualTo((4096 + 33) * 512L);
  }

  @Test
  void whatIsNotUnderstoodIsNotCopied() {
    assertThatThrownBy(() -> TableCopy.of("label: gpt\nsomething new\n", "/dev/sdb", 512))
        .hasMessageContaining("something new");
    assertThatThrownBy(() -> TableCopy.of("label: gpt\n", "/dev/sdb", 512))
        .hasMessageContaining("no partitions");
  }

  @Test
  void partitionsOfDrivesWhoseNamesEndInADigitHaveAnInBetween() {
    assertThat(Block.partition("/dev/sda", 2)).isEqualTo("/dev/sda2");
    assertThat(Block.partition("/dev/nvme0n1", 2)).isEqualTo("/dev/nvme0n1p2");
  }
}
