package org.lifeboot.agent.look;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.SysFiles;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// The partitions of the server's disks, and what a person has assembled on them by hand. Each is
/// seen through a claim's snapshot: its journal is replayed into RAM. Thread-safe.
public final class DiskVolumes implements Volumes {

  private static final String PURPOSE = "explorer";

  /// blkid's names of what carries something else, or nothing for people.
  private static final Pattern NO_FILES =
      Pattern.compile(".*_member|swap|swsuspend|bcache|DM_.*|ceph_bluestore|drbd|");

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_]{1,32}");

  private final Tools tools;
  private final Claims claims;
  private final BlockTree tree;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();

  /// The volumes of this server.
  ///
  /// @param folder where they are mounted, each in a folder of its own
  public DiskVolumes(Tools tools, Claims claims, BlockTree tree, Path folder) {
    this.tools = tools;
    this.claims = claims;
    this.tree = tree;
    this.folder = folder;
  }

  /// Takes away what an Agent that was killed has left mounted; its claims can go after that.
  public void removeLeftovers() {
    for (Path left : SysFiles.list(folder, "*")) {
      umount(left);
    }
  }

  @Override
  public VolumeList list() {
    return switch (Lsblk.report(tools.run(Lsblk.command()))) {
      case Lsblk.Report.Unreadable(String reason) -> new VolumeList(List.of(), reason);
      case Lsblk.Report.Found(List<Disk> disks) -> {
        var found = new ArrayList<VolumeList.Volume>();
        for (Disk disk : disks) {
          disk.contents().forEach(each -> collect(each, disk.device(), found));
        }
        yield new VolumeList(found.stream().distinct().toList(), "");
      }
    };
  }

  private static void collect(Inventory.Volume volume, String below, List<VolumeList.Volume> into) {
    if (!ours(volume.device())) {
      into.add(volume(volume, below));
      volume.contents().forEach(each -> collect(each, volume.device(), into));
    }
  }

  /// The claims themselves are no volumes.
  private static boolean ours(String device) {
    return device.startsWith("/dev/mapper/lifeboot-");
  }

  private static VolumeList.Volume volume(Inventory.Volume volume, String below) {
    boolean hasOther = volume.contents().stream().anyMatch(each -> !ours(each.device()));
    State state = state(volume, hasOther);
    return new VolumeList.Volume(
        volume.device(),
        volume.device(),
        volume.device().equals(below) ? "the whole disk" : stack(volume.kind(), below),
        volume.fileSystem(),
        volume.label(),
        volume.uuid(),
        volume.sizeBytes(),
        -1,
        state,
        List.of(),
        word(volume, state));
  }

  private static String stack(String kind, String below) {
    return (kind.equals("part") ? "partition" : kind) + " of " + below;
  }

  private static State state(Inventory.Volume volume, boolean hasOther) {
    if (!volume.mountPoints().isEmpty() || (hasOther && !volume.fileSystem().isEmpty())) {
      return State.IN_USE;
    }
    if (NO_FILES.matcher(volume.fileSystem()).matches()) {
      return State.NOTHING;
    }
    return volume.fileSystem().equals("crypto_LUKS") ? State.LOCKED : State.CLOSED;
  }

  private static String word(Inventory.Volume volume, State state) {
    return switch (state) {
      case IN_USE ->
          volume.mountPoints().isEmpty()
              ? "It carries what is listed below it."
              : "Mounted in the rescue system at " + String.join(", ", volume.mountPoints()) + ".";
      case NOTHING -> nothing(volume.fileSystem());
      case CLOSED, OPEN, LOCKED -> "";
    };
  }

  private static String nothing(String type) {
    return switch (type) {
      case "" -> "No file system was recognised on it.";
      case "swap" -> "Swap space: there are no files on it.";
      case "linux_raid_member" ->
          "A member of a software RAID that is not running. Assemble it to see what is on it.";
      case "LVM2_member" ->
          "Part of an LVM volume group that is not active. Activate it to see what is on it.";
      default -> "There are no files on it by itself.";
    };
  }

  @Override
  public List<String> disks(VolumeList.Volume volume) {
    return List.copyOf(tree.disksBelow(volume.device()));
  }

  @Override
  public Answer open(VolumeList.Volume volume, String passphrase) {
    if (!TYPE.matcher(volume.fileSystem()).matches()) {
      return new Answer.NotReady("No file system was recognised on " + volume.device() + ".");
    }
    return switch (claims.look(volume.device(), PURPOSE)) {
      case ClaimAnswer.Refused(String holder) -> new Answer.NotReady("This volume is " + holder);
      case ClaimAnswer.Failed(String reason) -> new Answer.NotReady(reason);
      case ClaimAnswer.Granted(Claim claim) ->
          volume.fileSystem().equals("crypto_LUKS")
              ? unlocked(claim, passphrase)
              : mounted(volume.fileSystem(), claim, claim.path(), () -> {});
    };
  }

  /// What is behind a LUKS header, when that is a file system itself.
  private Answer unlocked(Claim claim, String passphrase) {
    String name = claim.path().getFileName() + "-open";
    Outcome opened = tools.run(Cryptsetup.open(claim.path(), name).withInput(passphrase));
    if (opened.problem("").isPresent()) {
      claim.close();
      return new Answer.NotReady(Cryptsetup.why(opened));
    }
    Path inner = Path.of("/dev/mapper", name);
    Runnable lock =
        () -> {
          Outcome _ = tools.run(Cryptsetup.close(name));
        };
    String type = Cryptsetup.type(tools.run(Cryptsetup.typeOf(inner)));
    if (!TYPE.matcher(type).matches() || NO_FILES.matcher(type).matches()) {
      lock.run();
      claim.close();
      return new Answer.NotReady(
          "The passphrase is right, but what is behind it is no file system by itself: "
              + (type.isEmpty() ? "nothing that is known" : type)
              + ".");
    }
    return mounted(type, claim, inner, lock);
  }

  private Answer mounted(String type, Claim claim, Path device, Runnable lock) {
    Path place = folder.resolve(ProcessHandle.current().pid() + "-" + number.incrementAndGet());
    try {
      Files.createDirectories(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      lock.run();
      claim.close();
      return new Answer.NotReady("making a folder to mount at: " + e.getMessage());
    }
    Outcome outcome = new Outcome.NotFound("mount");
    for (Command way : MountTool.mount(type, device, place)) {
      outcome = tools.run(way);
      if (outcome.problem("").isEmpty()) {
        return new Answer.Ready(new Mounted(claim, place, lock));
      }
    }
    letGo(claim, place, lock);
    return new Answer.NotReady(
        "The file system (%s) could not be opened: %s. If it is damaged, the tab \"Partitions file system\" rehearses its repair."
            .formatted(type, HostileText.line(outcome.inWords(), 300)));
  }

  private void letGo(Claim claim, Path place, Runnable lock) {
    removeFolder(place);
    lock.run();
    claim.close();
  }

  private static void removeFolder(Path place) {
    try {
      Files.deleteIfExists(place);
    } catch (IOException _) {
      // it is empty, in RAM, and named after us
    }
  }

  private Optional<String> umount(Path place) {
    Optional<String> problem = Optional.empty();
    for (Command way : MountTool.umount(place)) {
      problem = tools.run(way).problem("unmounting " + place);
      if (problem.isEmpty()) {
        break;
      }
    }
    removeFolder(place);
    return problem;
  }

  /// One that is mounted.
  private final class Mounted implements Open {
    private final Claim claim;
    private final Path place;
    private final Runnable lock;

    Mounted(Claim claim, Path place, Runnable lock) {
      this.claim = claim;
      this.place = place;
      this.lock = lock;
    }

    @Override
    public Path root() {
      return place;
    }

    @Override
    public Optional<String> trouble() {
      return claim.trouble();
    }

    @Override
    public Optional<String> letGo() {
      Optional<String> problem = umount(place);
      DiskVolumes.this.letGo(claim, place, lock);
      return problem;
    }
  }
}
