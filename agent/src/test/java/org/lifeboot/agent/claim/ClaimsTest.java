package org.lifeboot.agent.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.agent.tool.Tools;

/// Which commands make and remove a claim, with tools that only answer. That the kernel then
/// refuses everybody else, a virtual server shows.
class ClaimsTest {

  private static final Outcome BUSY =
      new Outcome.Exited(1, "", "device-mapper: create ioctl failed: Device or resource busy\n");

  /// Above the kernel's largest process number (2^22): nobody has it.
  private static final String DEAD = "lifeboot-999999999-1";

  @TempDir Path root;

  private final RecordedTools tools =
      new RecordedTools()
          .answering("blockdev --getsz /dev/vda1", new Outcome.Exited(0, "204800\n", ""))
          .answering("dmsetup status", new Outcome.Exited(0, "0 204800 snapshot 16/32768 16\n", ""))
          .answering("losetup --find", new Outcome.Exited(0, "/dev/loop7\n", ""));

  private final LikeReal world = new LikeReal(tools);

  private Claims claims() {
    var clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00.5Z"), ZoneOffset.UTC);
    return new Claims(world, root, clock);
  }

  @BeforeEach
  void makeVda1() throws IOException {
    file("dev/vda", "");
    file("dev/vda1", "");
    file("sys/devices/vda/dev", "254:0\n");
    file("sys/devices/vda/vda1/dev", "254:1\n");
    file("sys/devices/vda/vda1/partition", "1\n");
    link("sys/class/block/vda", "sys/devices/vda");
    link("sys/class/block/vda1", "sys/devices/vda/vda1");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String to) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, root.resolve(to));
  }

  /// `upper` lies on `lower`.
  private void stack(String lower, String upper) throws IOException {
    file("sys/devices/virtual/" + upper + "/dev", "253:0\n");
    link("sys/class/block/" + upper, "sys/devices/virtual/" + upper);
    file("sys/class/block/" + lower + "/holders/" + upper, "");
    file("sys/class/block/" + upper + "/slaves/" + lower, "");
  }

  private static Claim granted(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
    return ((ClaimAnswer.Granted) answer).claim();
  }

  private static String refused(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(ClaimAnswer.Refused.class);
    return ((ClaimAnswer.Refused) answer).holder();
  }

  private static String failed(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(ClaimAnswer.Failed.class);
    return ((ClaimAnswer.Failed) answer).reason();
  }

  private static String name(Claim claim) {
    return claim.path().getFileName().toString();
  }

  private List<Path> records() throws IOException {
    try (var files = Files.walk(root.resolve("run/lifeboot/claims"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aHoldIsAReadOnlyLinearDeviceOverTheWholePartition() {
    Claim claim = granted(claims().hold("/dev/vda1", "surface scan"));

    String name = name(claim);
    assertThat(name).matches("lifeboot-" + ProcessHandle.current().pid() + "-\\d+");
    assertThat(claim.device()).isEqualTo("/dev/vda1");
    assertThat(claim.path()).isEqualTo(Path.of("/dev/mapper", name));
    assertThat(tools.askedInWords())
        .containsExactly(
            "blockdev --getsz /dev/vda1",
            "dmsetup create --readonly " + name + " --table 0 204800 linear /dev/vda1 0");
  }

  @Test
  void aLookIsASnapshotWhoseStoreLiesInATmpfsThatNobodySees() throws Exception {
    Claim claim = granted(claims().look("/dev/vda1", "rehearsed repair", 16L << 20));

    String name = name(claim);
    String place = root.resolve("run/lifeboot/stores").resolve(name).toString();
    assertThat(tools.askedInWords())
        .containsExactly(
            "blockdev --getsz /dev/vda1",
            "mount -t tmpfs -o size=17825792,mode=0700,nosuid,nodev,noexec lifeboot-store " + place,
            "losetup --find --show --sector-size 512 -- " + place + "/store",
            "umount --lazy " + place,
            "dmsetup create " + name + " --table 0 204800 snapshot /dev/vda1 /dev/loop7 N 8",
            "losetup --detach /dev/loop7");
  }

  @Test
  void aStoreIsNeverMuchLargerThanTheDevice() {
    granted(claims().look("/dev/vda1", "rehearsed repair", 1L << 40));

    assertThat(tools.askedInWords().get(1)).contains("size=113508352,");
  }

  @Test
  void withoutAWordOnItsSizeAStoreTakesHalfOfTheFreeMemory() throws Exception {
    file("proc/meminfo", "MemTotal: 102400 kB\nMemAvailable: 81920 kB\n");

    granted(claims().look("/dev/vda1", "rehearsed repair"));

    assertThat(tools.askedInWords().get(1)).contains("size=42991616,");
  }

  @Test
  void whatIsMountedIsRefusedWithPlaceAndTimeAndNothingIsTried() throws Exception {
    Claims claims = claims();
    file(
        "proc/self/mountinfo",
        "36 35 254:1 / /mnt/my\\040data rw,relatime shared:1 - ext4 /dev/vda1 rw\n");
    claims.noteMounts();

    assertThat(refused(claims.hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is mounted at /mnt/my data since 2026-11-22T10:00:00Z.");
    assertThat(tools.asked()).isEmpty();
  }

  @Test
  void aDiskIsRefusedWhoseOnePartitionIsMountedAndAPartitionWhoseDiskIs() throws Exception {
    file("proc/1/mountinfo", "36 35 254:1 / /mnt rw - ext4 /dev/vda1 rw\n");
    assertThat(refused(claims().hold("/dev/vda", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is mounted at /mnt since a time that is not known.");

    file("proc/1/mountinfo", "36 35 254:0 / /mnt rw - ext4 /dev/vda rw\n");
    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .startsWith("in use: /dev/vda is mounted at /mnt ");
  }

  @Test
  void aMountOfABtrfsIsFoundByItsSourceSinceItsNumberIsItsOwn() throws Exception {
    file("proc/self/mountinfo", "36 35 0:44 / /mnt rw - btrfs /dev/vda1 rw,subvol=/\n");

    assertThat(refused(claims().look("/dev/vda1", "rehearsed repair")))
        .startsWith("in use: /dev/vda1 is mounted at /mnt ");
  }

  @Test
  void anotherDiskThatIsMountedIsNobodysBusiness() throws Exception {
    file("proc/self/mountinfo", "36 35 254:17 / /mnt rw - ext4 /dev/vdb1 rw\nnonsense\n");

    granted(claims().hold("/dev/vda1", "surface scan"));
  }

  @Test
  void aDatastoreThatIsMountedByHandIsSeenByTheProgramThatReadsIt() throws Exception {
    file("proc/77/comm", "vmfs-fuse\n");
    file("proc/77/cmdline", "vmfs-fuse\0/dev/vda1\0/mnt\u001b\0");
    Files.createDirectories(root.resolve("proc/77/fd"));
    Files.createSymbolicLink(root.resolve("proc/77/fd/3"), Path.of("/dev/vda1"));

    assertThat(refused(claims().look("/dev/vda", "look")))
        .startsWith("in use: /dev/vda1 is mounted at /mnt")
        .endsWith("by vmfs-fuse (process 77).")
        .doesNotContain("\u001b");
  }

  @Test
  void swapArraysVolumesAndOpenedContainersAreToldByWhatTheyAre() throws Exception {
    file("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n/dev/vda1  partition 1 0 -2\n");
    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is swap space that is switched on.");
    file("proc/swaps", "");

    stack("vda1", "md0");
    file("sys/class/block/md0/md/level", "raid1\n");
    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is part of the array /dev/md0 (raid1) that is running.");
    Files.delete(root.resolve("sys/class/block/vda1/holders/md0"));

    stack("vda1", "dm-0");
    file("sys/class/block/dm-0/dm/name", "system-root\n");
    file("sys/class/block/dm-0/dm/uuid", "LVM-abc\n");
    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is held by the LVM volume system-root.");

    file("sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-abc\n");
    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is held by the opened encrypted volume system-root.");
  }

  @Test
  void whatLiesOnAVolumeOfTheDeviceIsFoundThroughTheWholeStack() throws Exception {
    stack("vda1", "md0");
    stack("md0", "dm-0");
    file("sys/class/block/dm-0/dev", "253:5\n");
    file("sys/class/block/dm-0/dm/name", "system-root\n");
    file("proc/self/mountinfo", "36 35 253:5 / /mnt rw - xfs /dev/mapper/system-root rw\n");

    file("dev/dm-0", "");
    link("dev/mapper/system-root", "dev/dm-0");
    var words = "in use: /dev/mapper/system-root is mounted at /mnt since a time that is not known";
    assertThat(refused(claims().hold("/dev/vda", "surface scan")))
        .isEqualTo(words + "; it lies on /dev/vda.");
    assertThat(refused(claims().hold("/dev/md0", "surface scan")))
        .isEqualTo(words + "; it lies on /dev/md0.");
    assertThat(refused(claims().hold("/dev/mapper/system-root", "surface scan"))).contains("/mnt");
  }

  @Test
  void sinceWhenAnArrayRunsIsToldWhereUdevHasNotedIt() throws Exception {
    stack("vda1", "md0");
    file("sys/class/block/md0/md/level", "raid1\n");
    file("run/udev/data/b253:0", "S:md/data\nI:40000000\nE:ID_FS_TYPE=ext4\n");
    file("proc/uptime", "100.25 180.00\n");

    assertThat(refused(claims().hold("/dev/vda", "surface scan")))
        .isEqualTo(
            "in use: /dev/vda1 is part of the array /dev/md0 (raid1) that is running since"
                + " 2026-11-22T09:59:00Z.");
  }

  @Test
  void aClaimOfLifebootsOwnIsToldWithItsPurposeAndTime() throws Exception {
    Claim first = granted(claims().hold("/dev/vda1", "surface scan"));
    stack("vda1", "dm-0");
    file("sys/class/block/dm-0/dm/name", name(first) + "\n");

    assertThat(refused(claims().look("/dev/vda", "rehearsed repair")))
        .isEqualTo(
            "in use: /dev/vda1 is held by Lifeboot's surface scan since 2026-11-22T10:00:00Z.");
  }

  @Test
  void hostileNamesOfMountsAndVolumesStayOneLine() throws Exception {
    stack("vda1", "dm-0");
    file("sys/class/block/dm-0/dm/name", "a\u001b[2Jb\nc\n");

    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: /dev/vda1 is held by a [2Jb c.");
  }

  @Test
  void whenTheKernelSaysBusyItIsRefusedEvenIfNobodyIsSeen() throws Exception {
    tools.answering("dmsetup create", BUSY);

    assertThat(refused(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("in use: the kernel says that somebody holds /dev/vda1.");
    assertThat(root.resolve("run/lifeboot/claims")).doesNotExist();
  }

  @Test
  void aRefusedLookGivesItsLoopDeviceAndItsTmpfsBack() {
    tools.answering("dmsetup create", BUSY);

    refused(claims().look("/dev/vda1", "rehearsed repair", 16L << 20));

    assertThat(tools.askedInWords().getLast()).isEqualTo("losetup --detach /dev/loop7");
    assertThat(tools.askedInWords()).anyMatch(words -> words.startsWith("umount --lazy "));
    assertThat(root.resolve("run/lifeboot/stores")).isEmptyDirectory();
  }

  @Test
  void withoutDeviceMapperAClaimFailsAndSaysWhy() {
    tools.answering("dmsetup create", new Outcome.NotFound("dmsetup"));

    assertThat(failed(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("taking a claim on /dev/vda1: there is no program dmsetup");
  }

  @Test
  void withoutASizeRamOrALoopDeviceAClaimFailsAndNothingIsMade() {
    tools.answering("losetup --find", new Outcome.Exited(1, "", "losetup: no free loop device"));
    assertThat(failed(claims().look("/dev/vda1", "rehearsed repair", 16L << 20)))
        .isEqualTo(
            "making a loop device for a snapshot: exit code 1 (losetup: no free loop device)");

    tools.answering("mount -t tmpfs", new Outcome.Exited(32, "", "mount: permission denied"));
    assertThat(failed(claims().look("/dev/vda1", "rehearsed repair", 16L << 20)))
        .isEqualTo("taking RAM for a snapshot: exit code 32 (mount: permission denied)");

    tools.answering("blockdev --getsz", new Outcome.Exited(0, "0\n", ""));
    assertThat(failed(claims().hold("/dev/vdb", "surface scan")))
        .startsWith("reading the size of /dev/vdb: ");
    assertThat(tools.askedInWords()).noneMatch(words -> words.startsWith("dmsetup"));
    assertThat(root.resolve("run/lifeboot/stores")).isEmptyDirectory();
  }

  @Test
  void closingRemovesTheDeviceAndTheRecord() throws Exception {
    Claim claim = granted(claims().hold("/dev/vda1", "surface scan"));
    assertThat(records()).hasSize(1);

    claim.close();

    assertThat(tools.askedInWords().getLast()).isEqualTo("dmsetup remove --retry " + name(claim));
    assertThat(records()).isEmpty();
  }

  @Test
  void whatIsStillOpenIsRemovedByTheKernelLater() {
    tools.answering("dmsetup remove --retry", BUSY);
    Claim claim = granted(claims().hold("/dev/vda1", "surface scan"));

    claim.close();

    assertThat(tools.askedInWords().getLast())
        .isEqualTo("dmsetup remove --deferred " + name(claim));
  }

  @Test
  void aCancelledThreadRemovesItsDeviceAllTheSameAndStaysCancelled() {
    Claim claim = granted(claims().hold("/dev/vda1", "scan"));

    Thread.currentThread().interrupt();
    claim.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tools.askedInWords().getLast()).isEqualTo("dmsetup remove --retry " + name(claim));
  }

  @Test
  void aThreadThatIsCancelledInTheMiddleOfALookGetsAWholeOneAndStaysCancelled() {
    world.cancellingAt("losetup --find");

    Claim claim = granted(claims().look("/dev/vda1", "rehearsed repair", 16L << 20));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tools.askedInWords()).anyMatch(words -> words.startsWith("umount --lazy "));
    assertThat(tools.askedInWords().getLast()).isEqualTo("losetup --detach /dev/loop7");
    assertThat(root.resolve("run/lifeboot/stores")).isEmptyDirectory();
    assertThat(claim.trouble()).isEmpty();
  }

  @Test
  void aDeviceThatMayHaveBeenMadeWhenTheTimeWasUpIsRemoved() {
    tools.answering("dmsetup create", new Outcome.TimedOut(Duration.ofSeconds(30)));

    assertThat(failed(claims().hold("/dev/vda1", "surface scan")))
        .isEqualTo("taking a claim on /dev/vda1: no end after 30 s");
    assertThat(tools.askedInWords().getLast()).startsWith("dmsetup remove --retry lifeboot-");
  }

  @Test
  void aSnapshotThatRanOverMakesWhatWasSeenWorthless() {
    Claim claim = granted(claims().look("/dev/vda1", "rehearsed repair", 16L << 20));
    assertThat(claim.trouble()).isEmpty();

    tools.answering("dmsetup status", new Outcome.Exited(0, "0 204800 snapshot Invalid\n", ""));

    assertThat(claim.trouble()).hasValueSatisfying(why -> assertThat(why).contains("did not fit"));
  }

  @Test
  void whetherASnapshotRanOverIsNotKnownWithoutAnAnswer() {
    Claim claim = granted(claims().look("/dev/vda1", "rehearsed repair", 16L << 20));

    tools.answering("dmsetup status", new Outcome.TimedOut(Duration.ofSeconds(30)));

    assertThat(claim.trouble()).isPresent();
  }

  @Test
  void claimsOfDeadProcessesAreRemovedAndThoseOfLivingOnesAndOthersAreNot() {
    String alive = "lifeboot-" + ProcessHandle.current().pid() + "-1";
    tools.answering(
        "dmsetup ls",
        new Outcome.Exited(
            0,
            DEAD + "\t(254:0)\n" + alive + "\t(254:1)\nsystem-root\t(254:2)\nlifeboot-\t(254:3)\n",
            ""));

    claims().removeLeftovers();

    assertThat(tools.askedInWords())
        .containsExactly("dmsetup ls", "dmsetup remove --retry " + DEAD);
  }

  @Test
  void whereThereAreNoLeftoversNothingIsRemoved() {
    tools.answering("dmsetup ls", new Outcome.Exited(0, "No devices found\n", ""));
    claims().removeLeftovers();

    tools.answering("dmsetup ls", new Outcome.NotFound("dmsetup"));
    claims().removeLeftovers();

    assertThat(tools.askedInWords()).containsExactly("dmsetup ls", "dmsetup ls");
  }

  /// Programs that end with the interruption of the thread that runs them, as real ones do; and a
  /// tmpfs that takes its files along.
  private static final class LikeReal implements Tools {
    private final Tools tools;
    private final Thread asking = Thread.currentThread();
    private String cancelling = "-";

    LikeReal(Tools tools) {
      this.tools = tools;
    }

    LikeReal cancellingAt(String words) {
      cancelling = words;
      return this;
    }

    @Override
    public Outcome run(Command command) {
      if (command.toString().startsWith(cancelling)) {
        asking.interrupt();
      }
      if (Thread.currentThread().isInterrupted()) {
        return new Outcome.Stopped();
      }
      if (command.program().equals("umount")) {
        removeStore(Path.of(command.arguments().getLast()));
      }
      return tools.run(command);
    }

    private static void removeStore(Path place) {
      try {
        Files.deleteIfExists(place.resolve("store"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
