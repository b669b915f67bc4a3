package org.lifeboot.agent.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's files as in a virtual server (Linux 6.12), a RAID 1 of /dev/vda1 and /dev/vdb1.
class RunningArrayTest {

  @TempDir Path root;

  private void sysfs(String folder, Map<String, String> files) throws IOException {
    Path place = Files.createDirectories(root.resolve("sys").resolve(folder));
    for (var file : files.entrySet()) {
      Path path = place.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue() + "\n");
    }
  }

  private void array() throws IOException {
    sysfs(
        "class/block/md1/md",
        Map.of(
            "level", "raid1",
            "metadata_version", "1.2",
            "array_state", "clean",
            "raid_disks", "2",
            "degraded", "0",
            "sync_action", "recover",
            "component_size", "60416",
            "dev-vda1/state", "in_sync,want_replacement",
            "dev-vda1/offset", "2048",
            "dev-cciss!c0d1p2/state", "spare,replacement"));
  }

  @Test
  void anArrayIsReadWithItsMembers() throws IOException {
    array();

    RunningArray read = RunningArray.read(root, "/dev/md1").orElseThrow();

    assertThat(read.member("/dev/vda1").orElseThrow().works()).isTrue();
    assertThat(read.member("/dev/cciss/c0d1p2").orElseThrow().works()).isFalse();
    assertThat(read.idle()).isFalse();
    assertThat(read.neededBytes()).isEqualTo(60416 * 1024L + 2048 * 512L);
    assertThat(RunningArray.read(root, "/dev/md2")).isEmpty();
  }

  @Test
  void anArrayIsFoundByTheNameThatUdevGivesIt() throws IOException {
    array();
    Files.createDirectories(root.resolve("dev/md"));
    Files.createFile(root.resolve("dev/md1"));
    Files.createSymbolicLink(root.resolve("dev/md/root"), Path.of("../md1"));

    assertThat(RunningArray.read(root, "/dev/md/root").map(RunningArray::device))
        .contains("/dev/md1");
  }

  @Test
  void aPartitionKnowsItsDisk() throws IOException {
    sysfs("devices/vda", Map.of("size", "409600", "ro", "0", "queue/logical_block_size", "4096"));
    sysfs("devices/vda/vda1", Map.of("size", "122880", "ro", "0", "partition", "1"));
    Files.createDirectories(root.resolve("sys/class/block"));
    Files.createSymbolicLink(root.resolve("sys/class/block/vda"), Path.of("../../devices/vda"));
    Files.createSymbolicLink(
        root.resolve("sys/class/block/vda1"), Path.of("../../devices/vda/vda1"));

    assertThat(Block.read(root, "/dev/vda1"))
        .contains(new Block("/dev/vda1", "/dev/vda", 1, 62914560, false, 4096));
    assertThat(Block.read(root, "/dev/vdz")).isEqualTo(Optional.empty());
  }

  @Test
  void howFarARebuildIsComesWithTheTimeThatIsLeft() {
    assertThat(Progress.of("recover", "22400 / 120832", 2240).words())
        .isEqualTo("recover: 18.5 %, about 21 s left");
    assertThat(Progress.of("recover", "0 / 8000000000", 0).words()).isEqualTo("recover: 0.0 %");
    assertThat(Progress.of("recover", "none", 0).words()).contains("waits for another array");
  }
}
