package org.lifeboot.agent.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.MountTable;
import org.lifeboot.agent.stack.Passphrases;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.stack.Way;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;

/// Real file systems behind loop devices, mounted to be written: device-mapper, which snapshots
/// need, a virtual server shows.
@Timeout(180)
class MountingTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final Claims claims = new Claims(tools);
  private Path root = Path.of("/");
  private String loop = "";
  private Ledger ledger = Ledger.open(Path.of("/"), true, "", "");

  @BeforeEach
  void place() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounts need root");
    root = Files.createDirectories(folder.resolve("place")).toRealPath();
    ledger = Ledger.open(folder.resolve("stack"), true, root.toString(), "to be written");
  }

  @AfterEach
  void nothingIsLeft() {
    new Unmounting(tools, claims, folder.resolve("stack")).undo("");
    assertThat(MountTable.read().under(root.toString())).isEmpty();
    if (!loop.isEmpty()) {
      ran("losetup --detach " + loop);
    }
  }

  private String ran(String script) {
    Outcome outcome =
        tools.run(
            Command.of(
                Duration.ofSeconds(90), "bash", "-ec", "cd '%s'\n%s".formatted(folder, script)));
    assertThat(outcome.problem("")).isEmpty();
    return ((Outcome.Exited) outcome).stdout().strip();
  }

  private Volume disk(String type, String make) {
    ran(make);
    loop = ran("losetup --find --show disk.img");
    return new Volume(
        new Layer.Leaf(loop, 64 << 20, "", ""),
        new Signature("filesystem", type, "", "disk", ran("blkid -p -s UUID -o value disk.img")),
        64 << 20,
        List.of(),
        new Volume.State.Free());
  }

  private Volume ext4(String fstab) {
    return disk(
        "ext4",
        """
        mkdir -p tree/etc tree/usr tree/home/www tree/srv tree/var
        ln -s /../../../../.. tree/out
        ln -s /home tree/users
        echo 'PRETTY_NAME="Test 1"' >tree/etc/os-release
        cat >tree/etc/fstab <<'EOF'
        %s
        EOF
        truncate -s 64M disk.img
        mkfs.ext4 -q -d tree -L disk disk.img
        """
            .formatted(fstab));
  }

  private List<InstalledSystem> found(Volume volume) {
    try (var stack =
        new Stack(tools, claims, Ledger.open(folder.resolve("look"), false, "", ""), Way.WRITE)) {
      return new Systems(stack, tools, claims, folder).find(List.of(volume)).systems();
    }
  }

  private Mounting.Result mounted(InstalledSystem system, Volume volume) {
    MountPlan plan = Planner.plan(system, List.of(volume), Access.WRITE);
    try (var stack = new Stack(tools, claims, ledger, Way.WRITE)) {
      return new Mounting(stack, tools, claims, root).carryOut(plan, Passphrases.none());
    }
  }

  @Test
  void aSystemIsFoundMountedAndLetGo() {
    Volume volume = ext4("LABEL=disk / ext4 defaults 0 1\n/home/www /srv none bind 0 0");
    InstalledSystem system = found(volume).getFirst();
    assertThat(system.name()).isEqualTo("Test 1");

    Mounting.Result result = mounted(system, volume);

    assertThat(result.problems()).isEmpty();
    assertThat(result.mounted()).containsExactly(root, root.resolve("srv"));
    var undone = new Unmounting(tools, claims, folder.resolve("stack")).undo(root.toString());
    assertThat(undone.problems()).isEmpty();
    assertThat(undone.undone()).containsExactly(root + " (to be written)");
    assertThat(Ledger.all(folder.resolve("stack"))).isEmpty();
  }

  @Test
  void aFolderBehindALinkIsTheSystemsOwn() {
    Volume volume = ext4("/var /users none bind 0 0\n/var /out none bind 0 0");

    Mounting.Result result = mounted(found(volume).getFirst(), volume);

    assertThat(result.mounted()).contains(root.resolve("home"));
    assertThat(result.mounted()).allMatch(point -> point.startsWith(root));
  }

  @Test
  void whatTheFstabWantsAndIsNotThereIsAProblem() {
    Volume volume = ext4("/missing /srv none bind 0 0\n/var /nowhere none bind,nofail 0 0");

    Mounting.Result result = mounted(found(volume).getFirst(), volume);

    assertThat(result.mounted()).containsExactly(root);
    assertThat(result.problems()).containsExactly("/srv: there is no /missing in the system");
    assertThat(result.notes()).containsExactly("/nowhere: there is no such folder in the system");
  }

  @Test
  void whoKeepsItBusyIsNamedAndItIsNotForced() throws Exception {
    Volume volume = ext4("");
    Mounting.Result _ = mounted(found(volume).getFirst(), volume);
    var unmounting = new Unmounting(tools, claims, folder.resolve("stack"));

    try (var _ = Files.newInputStream(root.resolve("etc/os-release"))) {
      assertThat(unmounting.undo("").problems().getFirst())
          .contains("busy", "java (has " + root.resolve("etc/os-release") + " open)");
    }

    assertThat(unmounting.undo("").problems()).isEmpty();
  }

  @Test
  void theSystemOfADefaultSubvolumeIsFoundAndItsSnapshotIsNone() {
    Volume volume =
        disk(
            "btrfs",
            """
            truncate -s 128M disk.img; mkfs.btrfs -q disk.img; mkdir top; mount -o loop disk.img top
            btrfs -q subvolume create top/@; mkdir -p top/@/etc top/@/usr
            echo 'LABEL=x / btrfs subvol=/@ 0 0' >top/@/etc/fstab
            btrfs -q subvolume snapshot top/@ top/before
            umount top
            """);

    assertThat(found(volume))
        .singleElement()
        .satisfies(system -> assertThat(system.subvolume()).isEqualTo("@"));
  }

  @Test
  void inAChrootThereIsEverythingAndAfterwardsNothing() throws Exception {
    Volume volume = ext4("");
    Mounting.Result _ = mounted(found(volume).getFirst(), volume);
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("dev"));
    Files.createDirectories(root.resolve("run"));
    Files.createSymbolicLink(root.resolve("etc/resolv.conf"), Path.of("../run/systemd/stub.conf"));

    try (var chrooting = new Chrooting(tools, claims, ledger, root)) {
      assertThat(root.resolve("proc/self")).exists();
      assertThat(root.resolve("dev/null")).exists();
      assertThat(root.resolve("run/systemd/stub.conf"))
          .hasSameBinaryContentAs(Path.of("/etc/resolv.conf"));
      assertThat(chrooting.notes()).containsExactly("the system has no folder /sys");
      assertThat(chrooting.shell()).isEqualTo("/bin/sh");
    }

    assertThat(MountTable.read().under(root.toString())).containsExactly(root.toString());
  }
}
