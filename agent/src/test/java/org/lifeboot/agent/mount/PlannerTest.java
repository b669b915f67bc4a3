package org.lifeboot.agent.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.mount.MountPlan.Skipped;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Volume;

class PlannerTest {

  private static final Volume ROOT = leaf("/dev/vda1", "ext4", "root", "1111");
  private static final Volume HOME = leaf("/dev/vda2", "ext4", "home", "2222");
  private static final Volume EFI = leaf("/dev/vda3", "vfat", "EFI", "AB-CD");

  private static Volume leaf(String device, String type, String label, String uuid) {
    return volume(
        new Layer.Leaf(device, 1 << 20, "part-" + uuid, "name-" + label), type, label, uuid);
  }

  private static Volume volume(Layer layer, String type, String label, String uuid) {
    return new Volume(
        layer,
        new Signature("filesystem", type, "", label, uuid),
        1 << 20,
        List.of(),
        new Volume.State.Free());
  }

  private static InstalledSystem system(
      Volume root, String subvolume, String fstab, String crypttab) {
    return new InstalledSystem(root, subvolume, "Test", Fstab.of(fstab), Names.of(crypttab, ""));
  }

  private static MountPlan plan(String fstab, Volume... more) {
    List<Volume> volumes = new ArrayList<>(List.of(ROOT, HOME, EFI));
    volumes.addAll(List.of(more));
    return Planner.plan(system(ROOT, "", fstab, ""), volumes, Access.READ);
  }

  @Test
  void theRootComesFirstAndOthersByTheirDepth() {
    MountPlan plan =
        plan(
            """
            UUID=AB-CD /boot/efi vfat umask=0077 0 1
            LABEL=home /home ext4 defaults 0 2
            UUID=1111 / ext4 defaults 0 1
            """);

    assertThat(plan.steps()).extracting(Step::point).containsExactly("/", "/home", "/boot/efi");
    assertThat(plan.skipped()).isEmpty();
  }

  @Test
  void everyKindOfNameFindsItsVolume() {
    MountPlan plan =
        plan(
            """
            PARTUUID=part-2222 /a ext4
            PARTLABEL=name-home /b ext4
            /dev/disk/by-uuid/2222 /c ext4
            /dev/disk/by-label/home /d ext4
            /dev/disk/by-partuuid/PART-2222 /e ext4
            """);

    assertThat(plan.steps())
        .extracting(Step::point)
        .containsExactly("/", "/a", "/b", "/c", "/d", "/e");
  }

  @Test
  void aNameOfTheDeadSystemIsToldAsUncertain() {
    MountPlan plan = plan("/dev/vda2 /home ext4");

    assertThat(plan.steps()).hasSize(2);
    assertThat(plan.notes()).singleElement().asString().contains("/dev/vda2", "the right one");
  }

  @Test
  void volumesOfLvmAndLuksAndArraysAreFoundByTheirNames() {
    Layer disk = new Layer.Leaf("/dev/vdb", 1, "", "");
    Layer lv = new Layer.Logical("my-vg", "u", "da-ta", List.of(disk));
    Layer opened = new Layer.Unlocked("aaaa-bbbb", disk);
    Layer array = new Layer.Array("1:2:3:4", "host:0", "raid1", 2, List.of(disk));
    List<Volume> volumes =
        List.of(
            ROOT,
            volume(lv, "xfs", "", "5"),
            volume(opened, "ext4", "", "6"),
            volume(array, "ext4", "", "7"));
    String fstab =
        """
        /dev/mapper/my--vg-da--ta /a xfs
        /dev/my-vg/da-ta /b xfs
        /dev/mapper/secret /c ext4
        /dev/mapper/luks-aaaa-bbbb /d ext4
        /dev/md0 /e ext4
        """;

    MountPlan plan =
        Planner.plan(
            system(ROOT, "", fstab, "secret UUID=aaaa-bbbb none luks"), volumes, Access.READ);

    assertThat(plan.steps())
        .extracting(Step::point)
        .containsExactly("/", "/a", "/b", "/c", "/d", "/e");
    assertThat(plan.skipped()).isEmpty();
  }

  @Test
  void whatIsNeverMountedIsLeftOutWithItsReason() {
    MountPlan plan =
        plan(
            """
            UUID=9 none swap sw 0 0
            proc /proc proc defaults 0 0
            tmpfs /tmp tmpfs defaults 0 0
            nas:/x /net nfs defaults 0 0
            LABEL=home /home ext4 noauto 0 0
            LABEL=home /home/../../etc ext4 defaults 0 0
            """);

    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.skipped())
        .extracting(Skipped::reason)
        .containsExactly(
            "swap is never switched on",
            "made by the kernel, not on a disk",
            "made by the kernel, not on a disk",
            "on the network",
            "noauto: the system does not mount it by itself",
            "its folder is written with \"..\"");
  }

  @Test
  void aMissingVolumeIsOnlyANoteWithNofail() {
    assertThat(plan("LABEL=gone /opt ext4 nofail").notes()).isEmpty();
    assertThat(plan("LABEL=gone /opt ext4 defaults").notes())
        .singleElement()
        .asString()
        .contains("would stop at its start");
  }

  @Test
  void ofTheOptionsOnlyWhatTheKindNeedsIsTaken() {
    MountPlan plan =
        plan("UUID=AB-CD /efi vfat umask=0077,exec,helper=evil,context=\"a,b\",uid=5 0 0");

    assertThat(((Step.FileSystem) plan.steps().get(1)).options())
        .containsExactly("ro", "umask=0077", "uid=5");
  }

  @Test
  void subvolumesAreKeptAndTheRootsOwnIsTheOneThatWasFound() {
    Volume btrfs = leaf("/dev/vda1", "btrfs", "", "3333");
    String fstab =
        """
        UUID=3333 / btrfs subvol=/@other,compress=zstd 0 0
        UUID=3333 /home btrfs subvol=/@/home 0 0
        """;

    MountPlan plan = Planner.plan(system(btrfs, "@", fstab, ""), List.of(btrfs), Access.SCRATCH);

    assertThat(((Step.FileSystem) plan.steps().getFirst()).options())
        .containsExactly("rw", "subvol=/@");
    assertThat(((Step.FileSystem) plan.steps().get(1)).options())
        .containsExactly("rw", "subvol=/@/home");
  }

  @Test
  void forWritingWhatTheSystemMountsReadOnlyStaysSo() {
    MountPlan plan =
        Planner.plan(
            system(ROOT, "", "LABEL=home /home ext4 ro", ""), List.of(ROOT, HOME), Access.WRITE);

    assertThat(((Step.FileSystem) plan.steps().getFirst()).options()).containsExactly("rw");
    assertThat(((Step.FileSystem) plan.steps().get(1)).options()).containsExactly("ro");
  }

  @Test
  void twoOfTheSameNameAreNoAnswer() {
    MountPlan plan = plan("LABEL=home /home ext4", leaf("/dev/vdb1", "ext4", "home", "8888"));

    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.skipped().getFirst().reason()).contains("there are 2 of that name");
  }

  @Test
  void bindMountsComeAfterTheRest() {
    MountPlan plan = plan("/home/www /srv none bind 0 0\nLABEL=home /home ext4");

    assertThat(plan.steps().getLast()).isEqualTo(new Step.Bind("/home/www", "/srv", false));
  }
}
