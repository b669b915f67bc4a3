package org.lifeboot.agent.check.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.RememberingWatch;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Images of whole disks, partitioned by sfdisk(8) and formatted by the real tools.
@Timeout(120)
class DiskImageTest {

  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();

  @BeforeEach
  void makeRoomForCopies() throws Exception {
    Files.createDirectories(folder.resolve("copies"));
  }

  private Path image() {
    return folder.resolve("disk.img");
  }

  private void made(String... words) {
    Outcome outcome = tools.run(Command.of(Duration.ofSeconds(60), words));
    assertThat(outcome).as(outcome.inWords()).matches(end -> end.problem("").isEmpty());
  }

  /// GRUB's place, a FAT, an ext4 of 1 KiB blocks, swap.
  private void disk(String label) throws Exception {
    try (var file = new RandomAccessFile(image().toFile(), "rw")) {
      file.setLength(128 * MIB);
    }
    Path table = folder.resolve("table");
    Files.writeString(
        table,
        """
        label: %s
        size=1M, type=%s
        size=40M, type=uefi
        size=32M, type=linux
        size=8M, type=swap
        """
            .formatted(label, label.equals("gpt") ? "21686148-6449-6E6F-744E-656564454649" : "41"));
    made("sh", "-c", "sfdisk --quiet '" + image() + "' < '" + table + "'");
    placed("mkfs.fat", 40, 2, "mkfs.fat");
    placed("mke2fs", 32, 42, "mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024");
    placed("mkswap", 8, 74, "mkswap", "--quiet");
  }

  private void placed(String name, long mebibytes, long at, String... make) throws Exception {
    Path part = folder.resolve(name);
    try (var file = new RandomAccessFile(part.toFile(), "rw")) {
      file.setLength(mebibytes * MIB);
    }
    var words = new ArrayList<>(List.of(make));
    words.add(part.toString());
    made(words.toArray(String[]::new));
    made("dd", "if=" + part, "of=" + image(), "bs=1M", "seek=" + at, "conv=notrunc", "status=none");
  }

  /// The root folder of the ext4 loses its inode.
  private void damageTheExt4() throws Exception {
    made("debugfs", "-w", "-R", "clri <2>", image() + "?offset=" + 42 * MIB);
  }

  private CheckReport checked() throws Exception {
    byte[] before = Files.readAllBytes(image());
    var stands =
        new Stands(new Claims(tools), new ScratchCopy(tools, List.of(folder.resolve("copies"))));
    var order = new CheckOrder.Filesystem(image().toString());
    CheckReport report = new FilesystemCheck(order, tools, stands).run(new RememberingWatch());

    assertThat(Files.readAllBytes(image())).isEqualTo(before);
    assertThat(folder.resolve("copies")).isEmptyDirectory();
    assertThat(report.target()).isEqualTo(image().toString());
    return report;
  }

  @Test
  void eachFileSystemOfASoundDiskIsChecked() throws Exception {
    disk("gpt");

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason()).isEqualTo("The file systems on its 2 partitions are sound.");
    assertThat(report.findings()).isEmpty();
    assertThat(report.facts())
        .contains(
            new Fact("partition 2", "file system", "vfat", ""),
            new Fact("partition 3", "file system", "ext4", ""),
            new Fact("partition 3", "verdict", "passed", ""));
  }

  @Test
  void oneDamagedFileSystemFailsTheDisk() throws Exception {
    disk("gpt");
    damageTheExt4();

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).startsWith("On partition 3: The file system is damaged");
    assertThat(report.findings())
        .extracting(Finding::part)
        .allMatch(p -> p.startsWith("partition 3"));
    assertThat(report.findings()).extracting(Finding::text).noneMatch(t -> t.contains("copy.img"));
    assertThat(report.facts()).contains(new Fact("partition 2", "verdict", "passed", ""));
    assertThat(report.repair()).isEmpty();
  }

  /// The programs that read a GPT refuse one that ends behind the end of its disk.
  @Test
  void aCutDiskFailsByItsTable() throws Exception {
    disk("gpt");
    cutTo(60);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).contains("the image was cut");
    assertThat(report.findings()).extracting(Finding::part).containsOnly("partition table");
  }

  @Test
  void aDiskThatIsCutInTheMiddleOfAFileSystemFails() throws Exception {
    disk("dos");
    cutTo(60);

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).contains("On partition 3", "larger than what it lies on");
    assertThat(report.findings()).extracting(Finding::part).contains("partition table");
  }

  private void cutTo(long mebibytes) throws Exception {
    try (var file = new RandomAccessFile(image().toFile(), "rw")) {
      file.setLength(mebibytes * MIB);
    }
  }

  @Test
  void anEncryptedPartitionKeepsTheDiskFromPassing() throws Exception {
    disk("gpt");
    placed(
        "luks",
        32,
        42,
        "cryptsetup",
        "luksFormat",
        "--batch-mode",
        "--key-file",
        key(),
        "--pbkdf",
        "pbkdf2",
        "--pbkdf-force-iterations",
        "1000");

    CheckReport report = checked();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reason()).startsWith("On partition 3: This is an encrypted volume (LUKS)");
  }

  private String key() throws Exception {
    return Files.writeString(folder.resolve("key"), "correct horse").toString();
  }
}
