package org.lifeboot.agent.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.ProcessTools;

/// Real images, made here.
@Timeout(120)
class LayoutsTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();

  private Layout madeBy(String script) {
    var made =
        tools.run(
            Command.of(
                Duration.ofSeconds(60), "bash", "-ec", "cd '%s'\n%s".formatted(folder, script)));
    assertThat(made.problem("")).isEmpty();
    return new Layouts(tools).read(folder.resolve("disk.img").toString());
  }

  @Test
  void aFileSystemWhoseFirstSectorEndsAsAnMbrDoesIsNoPartitionTable() {
    Layout disk = madeBy("truncate -s 32M disk.img; mkfs.exfat disk.img >/dev/null");

    assertThat(disk.content().type()).isEqualTo("exfat");
    assertThat(disk.table()).isEmpty();
    assertThat(disk.troubles()).isEmpty();
  }

  @Test
  void aGptDiskIsToldPartitionByPartition() {
    Layout disk =
        madeBy(
            """
            truncate -s 64M disk.img
            printf 'label: gpt\\nsize=8M,type=U,name=EFI\\nsize=20M,name="root & more"\\nsize=10M,type=S\\n' |
              sfdisk -q disk.img
            mkfs.vfat --offset 2048 -n EFISYS disk.img 8192 >/dev/null
            mkfs.ext4 -q -L system -U 11111111-2222-3333-4444-555555555555 -E offset=9437184 disk.img 20M
            """);

    assertThat(disk.table()).isEqualTo("gpt");
    assertThat(disk.sizeBytes()).isEqualTo(64L << 20);
    assertThat(disk.troubles()).isEmpty();
    assertThat(disk.partitions()).extracting(Partition::number).containsExactly(1, 2, 3);
    assertThat(disk.partitions())
        .extracting(Partition::typeName)
        .containsExactly("EFI system", "Linux", "Linux swap");
    Partition root = disk.partitions().get(1);
    assertThat(root.name()).isEqualTo("root & more");
    assertThat(root.startBytes()).isEqualTo(9L << 20);
    assertThat(root.content().type()).isEqualTo("ext4");
    assertThat(root.content().label()).isEqualTo("system");
    assertThat(root.content().uuid()).isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(disk.partitions().getFirst().content().type()).isEqualTo("vfat");
    assertThat(disk.partitions().getFirst().content().label()).isEqualTo("EFISYS");
    assertThat(disk.partitions().get(2).content().known()).isFalse();
  }

  @Test
  void logicalPartitionsOfAnMbrAreToldWithTheirNumbers() {
    Layout disk =
        madeBy(
            """
            truncate -s 64M disk.img
            printf 'label: dos\\n1: size=8M,type=83,bootable\\n2: size=50M,type=5\\n5: size=5M,type=83\\n6: size=6M,type=fd\\n' |
              sfdisk -q disk.img
            """);

    assertThat(disk.table()).isEqualTo("dos");
    assertThat(disk.partitions()).extracting(Partition::number).containsExactly(1, 2, 5, 6);
    assertThat(disk.partitions().getFirst().bootable()).isTrue();
    assertThat(disk.partitions().get(1).typeName()).isEqualTo("extended");
    assertThat(disk.troubles()).isEmpty();
  }

  @Test
  void whatIsOnAWholeImageIsTold() {
    assertThat(madeBy("truncate -s 300M disk.img; mkfs.xfs -q -L data disk.img").content())
        .extracting(Signature::type, Signature::label, Signature::fileSystem)
        .containsExactly("xfs", "data", true);
    assertThat(madeBy("rm disk.img; truncate -s 16M disk.img; mkswap -q disk.img").content().type())
        .isEqualTo("swap");
    assertThat(
            madeBy("rm disk.img; truncate -s 128M disk.img; mkfs.btrfs -q disk.img")
                .content()
                .type())
        .isEqualTo("btrfs");
  }

  @Test
  void encryptionIsToldWithItsVersion() {
    Layout disk =
        madeBy(
            """
            truncate -s 32M disk.img
            printf secret | cryptsetup luksFormat -q --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 \\
              --uuid 11111111-2222-3333-4444-555555555555 disk.img -
            """);

    assertThat(disk.content().encrypted()).isTrue();
    assertThat(disk.content().version()).isEqualTo("2");
    assertThat(disk.content().uuid()).isEqualTo("11111111-2222-3333-4444-555555555555");
  }

  @Test
  void anEmptyImageIsSaidToBeEmpty() {
    assertThat(madeBy("touch disk.img").troubles()).containsExactly("It is empty: 0 bytes.");
  }

  @Test
  void whatIsNotThereIsATrouble() {
    assertThat(madeBy("true").troubles())
        .singleElement()
        .asString()
        .contains("It cannot be read", "No such file");
  }

  @Test
  void aFolderIsATrouble() {
    assertThat(madeBy("mkdir disk.img").troubles())
        .containsExactly("It is a folder, not a device or an image.");
  }

  @Test
  void zerosAreNothingThatIsKnownAndNoTrouble() {
    Layout disk = madeBy("truncate -s 1M disk.img");

    assertThat(disk.troubles()).isEmpty();
    assertThat(disk.content().known()).isFalse();
    assertThat(disk.table()).isEmpty();
  }

  @Test
  void aCutImageSaysWhichPartitionsAreCut() {
    Layout disk =
        madeBy(
            """
            truncate -s 64M disk.img
            printf 'label: dos\\nsize=8M\\nsize=50M\\n' | sfdisk -q disk.img
            mkfs.ext4 -q -E offset=1048576 disk.img 8M
            truncate -s 30M disk.img
            """);

    assertThat(disk.partitions().getFirst().content().type()).isEqualTo("ext4");
    assertThat(disk.troubles())
        .anySatisfy(trouble -> assertThat(trouble).startsWith("Partition 2 ends behind the end"));
  }

  @Test
  void aTableWithABrokenHeaderSaysSo() {
    Layout disk =
        madeBy(
            """
            truncate -s 64M disk.img
            printf 'label: gpt\\nsize=8M\\n' | sfdisk -q disk.img
            printf garbage | dd of=disk.img bs=1 seek=520 conv=notrunc status=none
            """);

    assertThat(disk.troubles()).isNotEmpty();
    assertThat(disk.partitions()).hasSize(1);
  }

  @Test
  void aTableInsideAPartitionIsNamed() {
    Layout disk =
        madeBy(
            """
            truncate -s 64M disk.img; truncate -s 20M inner.img
            printf 'label: gpt\\nsize=8M\\nsize=20M\\n' | sfdisk -q disk.img
            printf 'label: gpt\\nsize=4M\\n' | sfdisk -q inner.img
            dd if=inner.img of=disk.img bs=1M seek=9 conv=notrunc status=none
            """);

    assertThat(disk.partitions().get(1).innerTable()).isEqualTo("gpt");
    assertThat(disk.partitions().getFirst().innerTable()).isEmpty();
  }

  @Test
  void garbageIsNoPartitionTable() {
    Layout disk = madeBy("head -c 4M /dev/urandom >disk.img");

    assertThat(disk.partitions()).isEmpty();
  }

  @Test
  void labelsWithEscapeCodesAreHarmless() {
    Layout disk = madeBy("truncate -s 16M disk.img; mkfs.ext4 -q -L $'a\\e[31mb' disk.img");

    assertThat(disk.content().label()).doesNotContain("\u001b");
    assertThat(disk.content().type()).isEqualTo("ext4");
  }

  @Test
  void readingChangesNothing() throws IOException {
    Layout _ = madeBy("truncate -s 16M disk.img; mkfs.ext4 -q disk.img");
    byte[] before = Files.readAllBytes(folder.resolve("disk.img"));

    Layout _ = new Layouts(tools).read(folder.resolve("disk.img").toString());

    assertThat(Files.readAllBytes(folder.resolve("disk.img"))).isEqualTo(before);
  }
}
