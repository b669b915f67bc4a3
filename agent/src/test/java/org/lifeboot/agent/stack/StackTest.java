package org.lifeboot.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;

/// Which commands a stack runs, with tools that only answer. That the kernel does what they ask
/// for, a virtual server shows.
class StackTest {

  private static final String DISKS =
      """
      {"blockdevices": [
       {"path": "/dev/vda", "type": "disk", "size": 1000, "fstype": null, "mountpoints": [null], "children": [
        {"path": "/dev/vda1", "type": "part", "size": 500, "fstype": "ext4", "label": "root", "uuid": "11",
         "partuuid": "p1", "partlabel": "system", "mountpoints": [null]},
        {"path": "/dev/vda2", "type": "part", "size": 500, "fstype": "crypto_LUKS", "fsver": "2", "uuid": "aa-bb",
         "mountpoints": [null]},
        {"path": "/dev/vda3", "type": "part", "size": 500, "fstype": "swap", "mountpoints": [null]},
        {"path": "/dev/vda4", "type": "part", "size": 500, "fstype": "xfs", "uuid": "33", "mountpoints": ["/data"]},
        {"path": "/dev/vda5", "type": "part", "size": 500, "fstype": "btrfs", "uuid": "55", "mountpoints": [null]},
        {"path": "/dev/vda6", "type": "part", "size": 500, "fstype": "zfs_member", "mountpoints": [null]},
        {"path": "/dev/vda7", "type": "part", "size": 500, "fstype": "ext4", "uuid": "77", "mountpoints": [null], "children": [
         {"path": "/dev/mapper/lifeboot-1-1", "type": "dm", "size": 500, "fstype": "ext4", "mountpoints": [null]}]}]},
       {"path": "/dev/vdb", "type": "disk", "size": 500, "fstype": "btrfs", "uuid": "55", "mountpoints": [null]},
       {"path": "/dev/zram0", "type": "disk", "size": 500, "fstype": "swap", "mountpoints": ["[SWAP]"]}]}
      """;

  @TempDir Path folder;

  private final RecordedTools tools =
      new RecordedTools().answering("lsblk", new Outcome.Exited(0, DISKS, ""));

  private Stack stack(Way way) {
    var claims = new Claims(tools, folder, Clock.systemUTC());
    return new Stack(tools, claims, Ledger.open(folder.resolve("ledgers"), false, "", ""), way);
  }

  @Test
  void theSurveyNamesWhatIsFreeLockedAndInUse() {
    Survey survey = stack(Way.SNAPSHOT).survey(Passphrases.none());

    assertThat(survey.volumes())
        .extracting(Volume::key)
        .containsExactly("/dev/vda1", "luks:aa-bb", "/dev/vda4", "/dev/vda5", "/dev/vda7");
    assertThat(survey.volume("/dev/vda4").orElseThrow().state())
        .isEqualTo(new Volume.State.InUse("/dev/vda4 is mounted at /data."));
    assertThat(survey.volume("/dev/vda7").orElseThrow().state())
        .isInstanceOf(Volume.State.InUse.class);
    assertThat(survey.locked()).extracting(Volume::key).containsExactly("luks:aa-bb");
    assertThat(survey.troubles())
        .containsExactly("/dev/vda6 carries zfs_member, which Lifeboot does not look into.");
  }

  @Test
  void aBtrfsOverSeveralDevicesIsOneVolume() {
    Volume btrfs = stack(Way.SNAPSHOT).survey(Passphrases.none()).volume("/dev/vda5").orElseThrow();

    assertThat(btrfs.companions()).extracting(Layer::device).containsExactly("/dev/vdb");
  }

  @Test
  void aSurveyWithoutPassphrasesTouchesNoDevice() {
    Survey _ = stack(Way.SNAPSHOT).survey(Passphrases.none());

    assertThat(tools.askedInWords()).allMatch(words -> words.startsWith("lsblk"));
    assertThat(Ledger.all(folder.resolve("ledgers"))).isEmpty();
  }

  @Test
  void aPassphraseGoesByStandardInputAlone() {
    Volume locked = stack(Way.WRITE).survey(Passphrases.none()).volume("luks:aa-bb").orElseThrow();

    OpenAnswer answer = stack(Way.WRITE).open(locked, (_, _) -> Optional.of("the secret"));

    assertThat(answer).isInstanceOf(OpenAnswer.Ready.class);
    assertThat(tools.askedInWords())
        .contains("cryptsetup open --key-file=- /dev/vda2 luks-aa-bb")
        .noneMatch(words -> words.contains("secret"));
    assertThat(tools.asked()).anyMatch(command -> command.input().equals("the secret"));
  }

  @Test
  void aLockedVolumeWithoutPassphraseIsNotOpened() {
    Volume locked = stack(Way.WRITE).survey(Passphrases.none()).volume("luks:aa-bb").orElseThrow();

    assertThat(stack(Way.WRITE).open(locked, Passphrases.none()))
        .isEqualTo(new OpenAnswer.NotReady("/dev/vda2 is locked."));
  }

  @Test
  void whatTwoVolumesShareIsUpUntilTheLastIsClosed() {
    Stack stack = stack(Way.WRITE);
    Volume locked = stack.survey(Passphrases.none()).volume("luks:aa-bb").orElseThrow();
    var first = (OpenAnswer.Ready) stack.open(locked, (_, _) -> Optional.of("x"));
    var second = (OpenAnswer.Ready) stack.open(locked, (_, _) -> Optional.of("x"));

    first.opened().close();
    assertThat(Ledger.all(folder.resolve("ledgers"))).hasSize(1);
    second.opened().close();
    second.opened().close();

    assertThat(Ledger.all(folder.resolve("ledgers"))).isEmpty();
    assertThat(tools.askedInWords().stream().filter(words -> words.contains(" open "))).hasSize(1);
  }

  /// A survey holds the stack for as long as arrays take to come up.
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoReadsDoesNotWaitForASurvey() throws Exception {
    Stack stack = stack(Way.WRITE);
    Volume locked = stack.survey(Passphrases.none()).volume("luks:aa-bb").orElseThrow();
    var opened = ((OpenAnswer.Ready) stack.open(locked, (_, _) -> Optional.of("x"))).opened();

    synchronized (stack) {
      var asked = CompletableFuture.supplyAsync(opened::trouble);
      assertThat(asked.get()).isEmpty();
    }
  }

  @Test
  void anArrayThatLostAMemberIsNotRunForWritingUnlessItIsAskedFor() {
    assertThat(Mdadm.assemble("/dev/md64", "a:b", List.of("/dev/x"), false).arguments())
        .doesNotContain("--run");
    assertThat(Mdadm.assemble("/dev/md64", "a:b", List.of("/dev/x"), true).toString())
        .isEqualTo("mdadm --assemble /dev/md64 --config=none --uuid=a:b --run /dev/x");
  }

  @Test
  void lvmSeesTheDevicesThatItIsToldOfAndNoOthers() {
    assertThat(Lvm.activate("group", "root", List.of("/dev/mapper/a", "/dev/b")).toString())
        .contains("lvchange --activate y", "group/root", "--devices /dev/mapper/a,/dev/b");
  }

  @Test
  void swapAndWhatIsNotKnownIsToldToo() {
    Survey survey = stack(Way.SNAPSHOT).survey(Passphrases.none());

    assertThat(survey.others())
        .extracting(other -> other.layer().device() + " " + other.content().type())
        .containsExactly("/dev/vda3 swap", "/dev/vda6 zfs_member");
  }

  @Test
  void whoAsksOftenIsAnsweredFromTheLastSurveyUntilTheDisksChange() {
    var asked =
        new RecordedTools()
            .answering("lsblk", new Outcome.Exited(0, member("free"), ""))
            .answering("mdadm --examine", new Outcome.Exited(1, "", "no superblock"));
    var stack =
        new Stack(
            asked,
            new Claims(asked, folder, Clock.systemUTC()),
            Ledger.open(folder.resolve("ledgers"), false, "", ""),
            Way.SNAPSHOT);

    Survey first = stack.surveyWhatChanged();
    Survey second = stack.surveyWhatChanged();

    assertThat(second).isSameAs(first);
    assertThat(first.troubles()).hasSize(1);
    assertThat(asked.askedInWords().stream().filter(words -> words.startsWith("mdadm"))).hasSize(1);
  }

  private static String member(String label) {
    return "{\"blockdevices\": [{\"path\": \"/dev/vda\", \"type\": \"disk\", \"size\": 9000, \"label\": \"%s\", \"fstype\": \"linux_raid_member\"}]}"
        .formatted(label);
  }

  @Test
  void layersSayInWordsWhatTheyStandOn() {
    Layer one = new Layer.Leaf("/dev/vda1", 1, "", "");
    Layer array = new Layer.Array("a:b", "dead:1", "raid1", 2, List.of(one));
    Layer logical = new Layer.Logical("vg-raid", "u", "root", List.of(array));

    assertThat(logical.words())
        .isEqualTo("LVM volume, on RAID (raid1) of /dev/vda1, 1 of 2 missing");
    assertThat(new Layer.Unlocked("aa-bb", logical).leaves()).containsExactly((Layer.Leaf) one);
  }
}
