package org.lifeboot.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;

/// Real partclone and ddrescue on real file systems.
@Timeout(120)
class UsedBlocksTest {

  private static final byte[] LETTER =
      "Dear owner, this is what you want back. ".repeat(5_000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final Tools tools = new ProcessTools();
  private final List<List<String>> commands = new ArrayList<>();
  private final Tools noted =
      command -> {
        commands.add(command.arguments());
        return tools.run(command);
      };
  private Path disk = Path.of("disk.img");

  @BeforeEach
  void write() throws IOException {
    disk = folder.resolve("disk.img");
    Files.write(Files.createDirectories(folder.resolve("files")).resolve("letter"), LETTER);
  }

  private void shell(String script) {
    Outcome outcome =
        tools.run(
            Command.of(
                Duration.ofMinutes(1),
                "sh",
                "-ec",
                "export PATH=$PATH:/sbin:/usr/sbin; cd " + folder + "; " + script));
    assertThat(outcome.problem(script)).isEmpty();
  }

  private Source source() throws IOException {
    return new Source(disk.toString(), disk, false, 512, Files.size(disk), "QEMU DISK LB-1");
  }

  private BackupReport backup(Tools with) throws IOException {
    return new DeviceBackup(with, new BackupTest.Quiet(), Clock.systemUTC())
        .run(source(), folder.resolve("copies"), 1);
  }

  private List<List<String>> ddrescues() {
    return commands.stream().filter(words -> words.getFirst().equals("ddrescue")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ext4  | 64M  | mkfs.ext4 -q -d files disk.img
          xfs   | 400M | { echo boot; echo 0 0; echo d--755 0 0; echo letter ---644 0 0 files/letter; echo '$'; } >proto; mkfs.xfs -q -p proto disk.img
          btrfs | 256M | mkfs.btrfs -q --rootdir files disk.img
          vfat  | 64M  | mkfs.vfat -F 32 disk.img; mcopy -i disk.img files/letter ::
          ntfs  | 64M  | mkfs.ntfs -q -F -Q disk.img; ntfscp -q -f disk.img files/letter letter
          """)
  void whatAFileIsMadeOfIsInUse(String kind, String size, String making) throws IOException {
    shell("truncate -s " + size + " disk.img; " + making + " >/dev/null");

    var used = UsedBlocks.of(source(), folder.resolve("used"), tools).orElseThrow();

    byte[] all = Files.readAllBytes(disk);
    int at = placeOf(all, Arrays.copyOf(LETTER, 4_000));
    assertThat(used.bytesOf(List.of(new Lost(at, LETTER.length))))
        .as(kind)
        .isEqualTo(OptionalLong.of(LETTER.length));
    assertThat(used.bytesOf(List.of(new Lost(0, all.length))).orElseThrow())
        .as("free space is not in use")
        .isLessThan(all.length * 7L / 10);
  }

  private static int placeOf(byte[] all, byte[] wanted) {
    for (int at = 0; at + wanted.length <= all.length; at += 512) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("the file is not on the disk");
  }

  @Test
  void whatIsInUseIsCopiedFirstAndThenEverything() throws IOException {
    shell(
        "truncate -s 64M disk.img; mkfs.ext4 -q -d files disk.img;"
            + " printf deleted | dd of=disk.img bs=1 seek=60000000 conv=notrunc status=none");

    var report = backup(noted);

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(folder.resolve("copies/disk.img.img")).hasSameBinaryContentAs(disk);
    assertThat(ddrescues()).hasSize(2);
    assertThat(ddrescues().getFirst())
        .contains("--domain-mapfile=" + folder.resolve("copies/disk.img.used"));
  }

  @Test
  void theReportSaysWhetherWhatIsLostWasInUse() throws IOException {
    shell("truncate -s 64M disk.img; mkfs.ext4 -q -d files disk.img");
    int inUse = placeOf(Files.readAllBytes(disk), Arrays.copyOf(LETTER, 4_000));

    var report = backup(withBadSectors(inUse, 60_000_256));

    assertThat(report.state()).as(report.toString()).isEqualTo(State.WITH_LOSSES);
    assertThat(report.reason())
        .startsWith("1,024 bytes in 2 places cannot be read")
        .endsWith(" 512 of them are in use by the file system, as far as it tells.");
  }

  /// ddrescue(1) with a map of what shall not be readable.
  private Tools withBadSectors(int first, int second) throws IOException {
    Path bad = folder.resolve("bad.map");
    Files.writeString(
        bad,
        "0x0 ? 1%n0x0 %d +%n%d 512 -%n%d %d +%n%d 512 -%n%d %d +%n"
            .formatted(
                first,
                first,
                first + 512,
                second - first - 512,
                second,
                second + 512,
                (64 << 20) - second - 512));
    return command -> {
      List<String> words = new ArrayList<>(command.arguments());
      if (words.getFirst().equals("ddrescue")) {
        words.add(1, "--test-mode=" + bad);
      }
      return tools.run(new Command(words, "", Duration.ofMinutes(1), 1 << 20, Command.More.DROP));
    };
  }

  @Test
  void whereNothingTellsWhatIsInUseAllIsCopiedAtOnce() throws IOException {
    shell("head -c 4M /dev/urandom >disk.img");

    var report = backup(noted);

    assertThat(report.state()).isEqualTo(State.COMPLETE);
    assertThat(ddrescues()).hasSize(1);
  }

  @Test
  void aBitmapThatCannotBeReadCostsNothingButTheOrder() throws IOException {
    shell(
        "truncate -s 64M disk.img; mkfs.ext4 -q -d files disk.img;"
            + " dd if=/dev/urandom of=disk.img bs=1k seek=2 count=1000 conv=notrunc status=none");

    var report = backup(noted);

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(folder.resolve("copies/disk.img.img")).hasSameBinaryContentAs(disk);
  }
}
