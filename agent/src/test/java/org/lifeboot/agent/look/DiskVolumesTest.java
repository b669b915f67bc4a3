package org.lifeboot.agent.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.mount.Viewing;
import org.lifeboot.agent.repair.Preview;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.MountTable;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Way;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// Real file systems behind loop devices. What needs device-mapper (snapshots, RAID, LVM, LUKS) a
/// virtual server shows.
@Timeout(180)
class DiskVolumesTest {

  @TempDir Path folder;

  private final ProcessTools real = new ProcessTools();
  private final List<String> loops = new ArrayList<>();
  private final StringBuilder disks = new StringBuilder();

  @BeforeEach
  void asRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounts need root");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(MountTable.read().under(folder.toString())).isEmpty();
    assertThat(Ledger.all(folder.resolve("ledgers"))).isEmpty();
    loops.forEach(loop -> ran("losetup --detach " + loop));
  }

  private String ran(String script) {
    Outcome outcome =
        real.run(
            Command.of(
                Duration.ofSeconds(90), "bash", "-ec", "cd '%s'\n%s".formatted(folder, script)));
    assertThat(outcome.problem("")).isEmpty();
    return ((Outcome.Exited) outcome).stdout().strip();
  }

  /// Loop devices are no disks for lsblk: they are put into its answer.
  private Tools tools() {
    return command ->
        command.arguments().getFirst().equals("lsblk")
            ? new Outcome.Exited(0, "{\"blockdevices\": [" + disks + "]}", "")
            : real.run(command);
  }

  private String disk(String image, String type) {
    String loop = ran("losetup --find --show " + image);
    loops.add(loop);
    disks
        .append(disks.isEmpty() ? "" : ",")
        .append(
            "{\"path\": \"%s\", \"type\": \"disk\", \"size\": %d, \"fstype\": %s, \"uuid\": \"%s\"}"
                .formatted(
                    loop,
                    folder.resolve(image).toFile().length(),
                    type.isEmpty() ? "null" : '"' + type + '"',
                    type.isEmpty() ? "" : ran("blkid -p -s UUID -o value " + image)));
    return loop;
  }

  private DiskVolumes volumes() {
    var claims = new Claims(tools());
    var ledger = Ledger.open(folder.resolve("ledgers"), false, "", "");
    var viewing = new Viewing(tools(), claims, ledger, folder.resolve("looks"));
    return new DiskVolumes(
        tools(),
        new Stack(tools(), claims, ledger, Way.WRITE),
        viewing,
        new BlockTree(Path.of("/")),
        new Repaired(tools(), new Preview(tools(), claims), viewing));
  }

  private static VolumeList known(DiskVolumes volumes) throws InterruptedException {
    VolumeList list = volumes.list();
    for (int i = 0; i < 600 && list.looking(); i++) {
      Thread.sleep(100);
      list = volumes.list();
    }
    return list;
  }

  private static VolumeList.Volume row(VolumeList list, String device) {
    return list.volumes().stream()
        .filter(each -> each.device().equals(device))
        .findFirst()
        .orElseThrow(() -> new AssertionError(device + " is not in " + list));
  }

  private String btrfs() {
    ran(
        """
        truncate -s 128M btrfs.img; mkfs.btrfs -q btrfs.img; mkdir top; mount -o loop btrfs.img top
        btrfs -q subvolume create top/@; btrfs -q subvolume create top/@/home
        mkdir top/@/usr top/@/etc; echo inside >top/@/home/file; echo 'PRETTY_NAME="Test"' >top/@/etc/os-release
        printf 'UUID=%s / btrfs subvol=/@ 0 0\\nUUID=%s /home btrfs subvol=/@/home 0 0\\nLABEL=boot /boot ext4 x 0 0\\n' \\
          $(blkid -p -s UUID -o value btrfs.img) $(blkid -p -s UUID -o value btrfs.img) >top/@/etc/fstab
        umount top
        """);
    return disk("btrfs.img", "btrfs");
  }

  @Test
  void subvolumesAreVolumesOfTheirOwnEachBrowsedAtItsOwnRoot() throws Exception {
    String device = btrfs();
    try (var volumes = volumes()) {
      VolumeList list = known(volumes);

      assertThat(row(list, device).uses()).isEmpty();
      assertThat(row(list, device).freeBytes()).isPositive();
      assertThat(row(list, device + " @").uses()).containsExactly("/");
      VolumeList.Volume home = row(list, device + " @/home");
      assertThat(home.uses()).containsExactly("/home");
      assertThat(home.key()).startsWith(device + "#subvolid=");

      try (var open = ((Volumes.Answer.Ready) volumes.open(home, "")).open()) {
        assertThat(open.root().orElseThrow().resolve("file")).hasContent("inside");
      }
      try (var open = ((Volumes.Answer.Ready) volumes.open(row(list, device), "")).open()) {
        assertThat(open.root().orElseThrow().resolve("@/home/file")).hasContent("inside");
      }
    }
  }

  @Test
  void whatAVolumeIsForAndHowFullItIsIsKnownBeforeItIsOpened() throws Exception {
    String system = btrfs();
    ran("truncate -s 32M boot.img; mkfs.ext4 -q boot.img");
    String boot = disk("boot.img", "ext4");
    int label = disks.lastIndexOf("\"uuid\"");
    disks.insert(label, "\"label\": \"boot\", ");
    try (var volumes = volumes()) {
      assertThat(volumes.list().looking()).isTrue();
      VolumeList list = known(volumes);

      assertThat(row(list, boot).uses()).containsExactly("/boot");
      assertThat(row(list, boot).freeBytes()).isBetween(1L, 32L << 20);
      assertThat(row(list, boot).state()).isEqualTo(State.CLOSED);
      assertThat(row(list, system + " @").uses()).containsExactly("/");
    }
  }

  @Test
  void whatHasNoFilesIsListedAndNotLookedInto() throws Exception {
    ran("truncate -s 8M swap.img; mkswap -q swap.img; truncate -s 8M empty.img");
    String swap = disk("swap.img", "swap");
    String empty = disk("empty.img", "");
    try (var volumes = volumes()) {
      VolumeList list = known(volumes);

      assertThat(row(list, swap).word()).startsWith("Swap space");
      assertThat(row(list, empty).word()).startsWith("No file system");
      assertThat(list.volumes()).extracting(VolumeList.Volume::state).containsOnly(State.NOTHING);
      assertThat(Files.exists(folder.resolve("looks"))).isFalse();
    }
  }

  @Test
  void aVolumeThatCannotBeMountedIsRefusedAndLeavesNothing() throws Exception {
    ran("truncate -s 32M bad.img; mkfs.ext4 -q bad.img");
    String bad = disk("bad.img", "ext4");
    ran("dd if=/dev/zero of=bad.img bs=4k seek=0 count=8 conv=notrunc status=none");
    try (var volumes = volumes()) {
      VolumeList list = known(volumes);

      assertThat(volumes.open(row(list, bad), ""))
          .isInstanceOfSatisfying(
              Volumes.Answer.NotReady.class,
              answer -> assertThat(answer.word()).contains("rehearses its repair"));
    }
  }
}
