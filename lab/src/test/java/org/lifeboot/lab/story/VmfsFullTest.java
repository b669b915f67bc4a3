package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;

/// Datastores of VMFS 5 and 6, made by the Agent's tests' own maker, as drives of a virtual server:
/// told by `lifeboot disks`, mounted by `lifeboot mount`, by its script, and by hand, read by the
/// explorer, and not written. One boot carries it all.
@Tag("full")
class VmfsFullTest {

  private static final String MAKER = "agent/src/test/java/org/lifeboot/agent/vmfs/Sample.java";
  private static final String DISK = "web-1/web-1-flat.vmdk";

  /// Of the maker's disk, by both programs.
  private static final String FINGERPRINT =
      "03c44e191ba7758f73bfa500f05a5199b17ebbd44e1a9bdf2b0c6eed3e78cd58";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void datastoresAreToldMountedReadAndNotWritten() {
    var drives = new BrokenDrives(folder);
    RescuedServer.play(
        folder,
        List.of(drives.withADatastore(5), drives.withADatastore(6), drives.withADirtyExt4()),
        VmfsFullTest::play);
  }

  private static void play(RescuedServer rescued) {
    var shell = rescued.shell();
    assertThat(shell.run("lifeboot disks"))
        .contains("VMFS datastore 5", "\"datastore5\"", "VMFS datastore 6", "\"datastore6\"");
    isMounted(shell, "/dev/vda");
    isMounted(shell, "/dev/vdb");
    itsScriptMountsIt(shell, "/dev/vda");
    whatIsMountedByHandIsSeen(rescued);
    isReadOnThePage(rescued, "/dev/vda");
    isReadOnThePage(rescued, "/dev/vdb");
    assertThat(shell.run("ls /dev/mapper; pgrep -l vmfs; findmnt -R /mnt; true"))
        .isEqualTo("control\n");
    assertThat(rescued.fingerprints()).isEqualTo(rescued.atPowerOn());
  }

  private static void isMounted(Shell shell, String device) {
    System.out.println(shell.run("lifeboot mount --root " + device));
    assertThat(shell.run("findmnt -n -o FSTYPE,OPTIONS /mnt")).contains("fuse.vmfs", "ro,");
    assertThat(shell.run("sha256sum /mnt/" + DISK)).startsWith(FINGERPRINT);
    assertThat(shell.tried("touch /mnt/new").ok()).isFalse();
    shell.run("lifeboot umount /mnt");
  }

  private static void itsScriptMountsIt(Shell shell, String device) {
    shell.run("lifeboot mount --print --root %s >/run/script; sh /run/script".formatted(device));
    assertThat(shell.run("sha256sum /mnt/" + DISK)).startsWith(FINGERPRINT);
    shell.run("umount /mnt");
  }

  private static void whatIsMountedByHandIsSeen(RescuedServer rescued) {
    rescued.shell().run("vmfs-fuse /dev/vda /mnt");
    var looks = looks(rescued);
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK, () -> looks.row("/dev/vda").text("state").equals("IN_USE")))
        .as(() -> looks.volumes().toString())
        .isTrue();
    assertThat(looks.row("/dev/vda").text("word")).contains("mounted at /mnt by vmfs-fuse");
    rescued.shell().run("umount /mnt");
  }

  private static void isReadOnThePage(RescuedServer rescued, String device) {
    var looks = looks(rescued);
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK, () -> looks.row(device).text("state").equals("CLOSED")))
        .isTrue();
    looks.open(device);
    assertThat(looks.get("folder", device, "&path=%2F").toString())
        .contains("line%0Afeed", "red%1B%5B31m.txt");
    assertThat(sha256(looks.bytes("file", device, "&path=%2F" + DISK.replace("/", "%2F"))))
        .isEqualTo(FINGERPRINT);
    looks.close(device);
  }

  private static Looks looks(RescuedServer rescued) {
    return new Looks(rescued.stage().api(), rescued.checks().rescue().id());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The maker's source, which the `java` command runs as it is.
  static Path maker() {
    return Path.of("..").resolve(MAKER).toAbsolutePath().normalize();
  }
}
