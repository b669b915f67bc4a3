package org.lifeboot.agent.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;

/// The script is run by a real shell, with a `mount` that only says what it was asked.
class ScriptTest {

  @TempDir Path folder;

  private static Volume volume(Layer layer, String type) {
    return new Volume(
        layer,
        new Signature("filesystem", type, "", "", "7"),
        1,
        List.of(),
        new Volume.State.Free());
  }

  private String ran(MountPlan plan) throws Exception {
    Path script = folder.resolve("script");
    String pretend =
        "mount() { printf '<%s>' \"$@\"; echo; }; lvm() { mount lvm \"$@\"; };"
            + " mdadm() { mount mdadm \"$@\"; }; cryptsetup() { mount cryptsetup \"$@\"; }\n";
    Files.writeString(script, pretend + Script.of(plan, folder.resolve("it's").toString()));
    Outcome outcome =
        new ProcessTools().run(Command.of(Duration.ofSeconds(20), "sh", script.toString()));
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    var exited = (Outcome.Exited) outcome;
    return exited.stdout() + exited.stderr() + "exit " + exited.code();
  }

  private MountPlan plan(Volume volume, String fstab, Access access) {
    var system = new InstalledSystem(volume, "", "A\nname", Fstab.of(fstab), Names.of("", ""));
    return Planner.plan(system, List.of(volume), access);
  }

  @Test
  void namesOfAnyKindStayOneWord() throws Exception {
    Path root = Files.createDirectories(folder.resolve("it's")).toRealPath();
    Files.createDirectories(root.resolve("a'; touch $(pwned) \"b"));
    Volume disk = volume(new Layer.Leaf("/dev/vda1", 1, "", ""), "ext4");

    String said = ran(plan(disk, "UUID=7 /a';\\040touch\\040$(pwned)\\040\"b ext4", Access.READ));

    assertThat(said)
        .isEqualTo(
            """
            <-t><ext4><-o><ro,noload><--></dev/vda1><%1$s>
            <-t><ext4><-o><ro,noload><--></dev/vda1><%1$s/a'; touch $(pwned) "b>
            exit 0\
            """
                .formatted(root));
  }

  @Test
  void aDatastoreIsMountedByTheProgramForItsVersion() {
    var six = new Signature("raid", "VMFS_volume_member", "6", "store", "");
    var disk =
        new Volume(
            new Layer.Leaf("/dev/vdb", 1, "", ""), six, 1, List.of(), new Volume.State.Free());
    MountPlan plan = Planner.plan(Systems.alone(disk), List.of(disk), Access.WRITE);

    assertThat(plan.steps()).singleElement().extracting("type").isEqualTo("vmfs");
    assertThat(plan.notes()).anyMatch(note -> note.contains("only read"));
    assertThat(plan.notes()).anyMatch(note -> note.contains("zeros"));
    assertThat(Script.of(plan, "/mnt"))
        .contains("vmfs6-fuse -o ro,nosuid,nodev,noexec '/dev/vdb' \"$root\"");
  }

  @Test
  void aLinkThatLeadsOutEndsIt() throws Exception {
    Path root = Files.createDirectories(folder.resolve("it's"));
    Files.createSymbolicLink(root.resolve("home"), Path.of("/etc"));
    Volume disk = volume(new Layer.Leaf("/dev/vda1", 1, "", ""), "ext4");

    assertThat(ran(plan(disk, "UUID=7 /home ext4", Access.WRITE)))
        .contains("/home leads out of")
        .endsWith("exit 1");
  }

  @Test
  void whatLiesBelowIsBroughtUpOnceAndReadOnly() throws Exception {
    Files.createDirectories(folder.resolve("it's/home"));
    Layer disk = new Layer.Leaf("/dev/vda1", 1, "", "");
    Layer array = new Layer.Array("aa:bb:cc:dd", "h:0", "raid1", 2, List.of(disk));
    Layer lv = new Layer.Logical("vg", "u", "root", List.of(array));

    assertThat(
            ran(plan(volume(new Layer.Unlocked("99", lv), "xfs"), "UUID=7 /home xfs", Access.READ)))
        .startsWith(
            """
            <mdadm><--assemble></dev/md/rescued-aabbccdd><--readonly><--run><--uuid=aa:bb:cc:dd></dev/vda1>
            <lvm><lvchange><--activate><y><--ignoreactivationskip><vg/root>
            <cryptsetup><open><--readonly></dev/mapper/vg-root><luks-99>
            <-t><xfs><-o><ro,norecovery><--></dev/mapper/luks-99>\
            """)
        .containsOnlyOnce("mdadm");
  }
}
