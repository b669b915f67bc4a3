package org.lifeboot.agent.mount;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.mount.MountPlan.Skipped;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.stack.VmfsFuse;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.tool.HostileText;

/// Makes a plan of a system's fstab. Pure.
public final class Planner {

  private static final Set<String> OF_THE_KERNEL =
      Set.of(
          "proc",
          "sysfs",
          "tmpfs",
          "ramfs",
          "devtmpfs",
          "devpts",
          "cgroup",
          "cgroup2",
          "securityfs",
          "debugfs",
          "tracefs",
          "configfs",
          "efivarfs",
          "mqueue",
          "hugetlbfs",
          "bpf",
          "pstore",
          "binfmt_misc",
          "fusectl",
          "autofs",
          "usbfs",
          "usbdevfs");
  private static final Set<String> OF_THE_NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ceph",
          "glusterfs",
          "9p",
          "afs",
          "davfs",
          "davfs2",
          "lustre",
          "ocfs2",
          "gfs2",
          "sshfs",
          "fuse.sshfs",
          "beegfs",
          "ncpfs",
          "virtiofs");

  /// What a step calls it, whatever version it is.
  static final String DATASTORE = "vmfs";

  private static final Set<String> DATASTORES = Set.of(DATASTORE, "vmfs5", "vmfs6", "vmfs-fuse");

  private final InstalledSystem system;
  private final Sources sources;
  private final Access access;
  private final List<Step> mounts = new ArrayList<>();
  private final List<Step> binds = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Planner(InstalledSystem system, List<Volume> volumes, Access access) {
    this.system = system;
    this.sources = new Sources(volumes, system.names());
    this.access = access;
  }

  public static MountPlan plan(InstalledSystem system, List<Volume> volumes, Access access) {
    return new Planner(system, volumes, access).made();
  }

  private MountPlan made() {
    mounts.add(root());
    notes.addAll(system.fstab().troubles());
    system.fstab().entries().stream().filter(entry -> !entry.root()).forEach(this::plan);
    var steps = new ArrayList<Step>();
    mounts.stream().sorted(Comparator.comparingInt(Planner::depth)).forEach(steps::add);
    binds.stream().sorted(Comparator.comparingInt(Planner::depth)).forEach(steps::add);
    return new MountPlan(system, access, steps, skipped, notes);
  }

  private static int depth(Step step) {
    return step.point().equals("/") ? 0 : step.point().split("/", -1).length;
  }

  private Step root() {
    List<String> wanted =
        new ArrayList<>(
            system.fstab().entries().stream()
                .filter(Fstab.Entry::root)
                .findFirst()
                .map(Fstab.Entry::options)
                .orElse(List.of()));
    wanted.removeIf(option -> option.startsWith("subvol"));
    if (!system.subvolume().isEmpty()) {
      wanted.add("subvol=/" + system.subvolume());
    }
    String type = type(system.root());
    if (type.equals(DATASTORE)) {
      datastore(system.root().content());
    }
    return new Step.FileSystem(
        system.root(), "/", type, MountOptions.of(type, wanted, access), false);
  }

  private void datastore(Signature content) {
    if (!access.readOnly()) {
      notes.add("A VMFS datastore is only read: no program for Linux writes one.");
    }
    VmfsFuse.caution(content).ifPresent(notes::add);
  }

  private static String type(Volume volume) {
    return volume.content().datastore() ? DATASTORE : volume.content().type();
  }

  private void plan(Fstab.Entry entry) {
    String reason = reasonToSkip(entry);
    if (!reason.isEmpty()) {
      skipped.add(new Skipped(entry.words(), reason));
      return;
    }
    if (entry.bind()) {
      binds.add(new Step.Bind(entry.source(), entry.point(), entry.has("nofail")));
      return;
    }
    switch (sources.find(entry.source())) {
      case Sources.Answer.Not(String why) -> missing(entry, why);
      case Sources.Answer.One(Volume volume, boolean uncertain) -> add(entry, volume, uncertain);
    }
  }

  private static String reasonToSkip(Fstab.Entry entry) {
    if (entry.type().equals("swap") || entry.has("sw")) {
      return "swap is never switched on";
    }
    if (entry.has("noauto")) {
      return "noauto: the system does not mount it by itself";
    }
    if (OF_THE_KERNEL.contains(entry.type())) {
      return "made by the kernel, not on a disk";
    }
    if (OF_THE_NETWORK.contains(entry.type()) || entry.has("_netdev")) {
      return "on the network";
    }
    if (!entry.point().startsWith("/")) {
      return "it has no folder";
    }
    if (List.of(entry.point().split("/", -1)).contains("..")) {
      return "its folder is written with \"..\"";
    }
    if (entry.bind() && !entry.source().startsWith("/")) {
      return "what is to be seen there is no folder";
    }
    return entry.type().startsWith("fuse") || entry.type().equals("overlay")
        ? "of a kind that a program of the system makes"
        : "";
  }

  private void missing(Fstab.Entry entry, String why) {
    skipped.add(
        new Skipped(
            entry.words(),
            entry.has("nofail") ? why + "; nofail: the system comes up without it" : why));
    if (!entry.has("nofail")) {
      notes.add(
          HostileText.line(
              "The system itself would stop at its start: %s: %s.".formatted(entry.words(), why),
              600));
    }
  }

  private void add(Fstab.Entry entry, Volume volume, boolean uncertain) {
    if (volume.locked()) {
      missing(entry, "it is locked");
      return;
    }
    if (uncertain) {
      notes.add(
          HostileText.line(
              "%s is a name that the dead system gave; here it is %s. Look whether it is the right one."
                  .formatted(entry.source(), volume.device()),
              600));
    }
    String type = type(volume);
    boolean told = entry.type().equals("auto") || entry.type().equals(type);
    if (!told && !DATASTORES.contains(entry.type()) && !alike(entry.type(), type)) {
      notes.add(
          HostileText.line(
              "The fstab calls %s %s; it is %s.".formatted(entry.point(), entry.type(), type),
              600));
    }
    mounts.add(
        new Step.FileSystem(
            volume,
            entry.point(),
            type,
            MountOptions.of(type, entry.options(), access),
            entry.has("nofail")));
  }

  private static boolean alike(String one, String other) {
    return (one.startsWith("ext") && other.startsWith("ext"))
        || (one.startsWith("ntfs") && other.startsWith("ntfs"))
        || (one.equals("msdos") && other.equals("vfat"));
  }
}
