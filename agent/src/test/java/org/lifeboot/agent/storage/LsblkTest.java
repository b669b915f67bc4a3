package org.lifeboot.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.protocol.Inventory.Volume;

class LsblkTest {

  private static List<Disk> disks() {
    return found(Recording.exited(0, "lsblk/2.41-stacked.json"));
  }

  private static List<Disk> found(Outcome outcome) {
    return ((Lsblk.Report.Found) Lsblk.report(outcome)).disks();
  }

  private static Disk disk(String device) {
    return disks().stream().filter(each -> each.device().equals(device)).findFirst().orElseThrow();
  }

  @Test
  void wholeDisksComeInTheKernelsOrder() {
    assertThat(disks())
        .extracting(Disk::device)
        .containsExactly(
            "/dev/sda", "/dev/sdb", "/dev/sdc", "/dev/vda", "/dev/nvme0n1", "/dev/nvme1n1");
  }

  @Test
  void aDiskTellsModelSerialFirmwareTransportAndSize() {
    var ata = disk("/dev/sdc");

    assertThat(ata.model()).isEqualTo("VIRTUAL ATA");
    assertThat(ata.serial()).isEqualTo("AHCI-0001");
    assertThat(ata.firmware()).isEqualTo("2.5+");
    assertThat(ata.transport()).isEqualTo("sata");
    assertThat(ata.sizeBytes()).isEqualTo(1L << 30);
    assertThat(ata.rotational()).isTrue();
  }

  @Test
  void aPartitionTellsItsFileSystemAndNames() {
    assertThat(disk("/dev/sda").contents().getFirst())
        .isEqualTo(
            new Volume(
                "/dev/sda1",
                "partition",
                10_485_760,
                "vfat",
                "",
                "03C3-FB62",
                "EFI part",
                "EFI System",
                List.of(),
                List.of()));
  }

  @Test
  void whatStandsOnAPartitionIsInsideIt() {
    Volume lvm = disk("/dev/sda").contents().get(2);

    assertThat(lvm.fileSystem()).isEqualTo("LVM2_member");
    assertThat(lvm.contents())
        .singleElement()
        .satisfies(volume -> assertThat(volume.device()).isEqualTo("/dev/mapper/group-volume"))
        .satisfies(volume -> assertThat(volume.kind()).isEqualTo("lvm"))
        .satisfies(volume -> assertThat(volume.fileSystem()).isEqualTo("ext4"));
  }

  @Test
  void aFileSystemOnAWholeDiskIsAVolumeOfTheDisk() {
    assertThat(disk("/dev/sdb").contents())
        .singleElement()
        .satisfies(volume -> assertThat(volume.kind()).isEqualTo("disk"))
        .satisfies(volume -> assertThat(volume.device()).isEqualTo("/dev/sdb"))
        .satisfies(volume -> assertThat(volume.label()).isEqualTo("whole"));
  }

  @Test
  void anArrayIsShownOnEachOfItsMembers() {
    assertThat(List.of(disk("/dev/nvme0n1"), disk("/dev/nvme1n1")))
        .allSatisfy(
            disk ->
                assertThat(disk.contents())
                    .singleElement()
                    .extracting(Volume::contents, InstanceOfAssertFactories.list(Volume.class))
                    .singleElement()
                    .extracting(Volume::device, Volume::kind)
                    .containsExactly("/dev/md0", "raid1"));
  }

  @Test
  void aLabelThatWouldPaintTheTerminalIsMadeHarmless() {
    assertThat(disk("/dev/sda").contents().get(3).label())
        .startsWith("bad")
        .doesNotContain("\u001b");
  }

  @Test
  void aServerWithoutDrivesHasAnEmptyList() {
    assertThat(found(new Outcome.Exited(32, "", ""))).isEmpty();
    assertThat(found(new Outcome.Exited(0, "{\"blockdevices\": []}", ""))).isEmpty();
  }

  @Test
  void memoryAsADiskAndEmptyReadersAreNoDrives() {
    assertThat(
            found(
                new Outcome.Exited(
                    0,
                    "{\"blockdevices\": [{\"path\":\"/dev/zram0\",\"type\":\"disk\",\"size\":9},"
                        + "{\"path\":\"/dev/sdx\",\"type\":\"disk\",\"size\":0},"
                        + "{\"path\":\"/dev/dm-0\",\"type\":\"crypt\",\"size\":9}]}",
                    "")))
        .isEmpty();
  }

  @Test
  void aThousandVolumesAreEnoughForOneMessage() {
    String part = "{\"path\":\"/dev/sda1\",\"type\":\"part\",\"size\":1}";
    String json =
        "{\"blockdevices\":[{\"path\":\"/dev/sda\",\"type\":\"disk\",\"size\":1,\"children\":[%s]}]}"
            .formatted(String.join(",", java.util.Collections.nCopies(5_000, part)));

    assertThat(found(new Outcome.Exited(0, json, "")).getFirst().contents())
        .hasSize(Lsblk.MOST_VOLUMES);
  }

  @Test
  void whenLsblkFailsTheReasonIsTold() {
    assertThat(Lsblk.report(new Outcome.Exited(1, "", "lsblk: unknown column: PATHS\n")))
        .isEqualTo(
            new Lsblk.Report.Unreadable(
                "listing the drives with lsblk: exit code 1 (lsblk: unknown column: PATHS)"));
    assertThat(Lsblk.report(new Outcome.TimedOut(Duration.ofSeconds(30))))
        .isEqualTo(new Lsblk.Report.Unreadable("listing the drives with lsblk: no end after 30 s"));
    assertThat(Lsblk.report(new Outcome.Exited(0, "{\"blockdev", "")))
        .isInstanceOf(Lsblk.Report.Unreadable.class);
  }
}
