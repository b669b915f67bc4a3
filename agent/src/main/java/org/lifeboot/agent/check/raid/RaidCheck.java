package org.lifeboot.agent.check.raid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Inventory.Volume;
import org.lifeboot.protocol.Verdict;

/// All software RAID of the server. What is assembled is read from sysfs; what is not is left so,
/// and its members' superblocks are read.
public final class RaidCheck implements Check {

  private static final String MEMBER = "linux_raid_member";

  private final CheckOrder.Raid order;
  private final Tools tools;
  private final Path root;

  /// The check of a system.
  ///
  /// @param root `/`; another folder in tests
  public RaidCheck(CheckOrder.Raid order, Tools tools, Path root) {
    this.order = order;
    this.tools = tools;
    this.root = root;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    watch.step("", "looking for arrays and their members");
    List<Sysfs.Array> assembled;
    try {
      assembled = new Sysfs(root).arrays();
    } catch (IOException e) {
      return unknown("The kernel does not tell of its arrays: " + e.getMessage() + ".");
    }
    tellMdstat(watch);
    return switch (Lsblk.report(run(Lsblk.command()))) {
      case Lsblk.Report.Unreadable(String reason) when assembled.isEmpty() ->
          unknown("The disks could not be listed: " + reason + ".");
      case Lsblk.Report.Unreadable(String reason) -> {
        var seen = new Seen();
        seen.found("", Verdict.INCONCLUSIVE, "The disks could not be listed: " + reason, "");
        yield judged(assembled, List.of(), seen);
      }
      case Lsblk.Report.Found(List<Disk> disks) -> {
        var seen = new Seen();
        yield judged(assembled, members(assembled, disks, seen, watch), seen);
      }
    };
  }

  private CheckReport unknown(String reason) {
    return CheckReport.of(order, Verdict.INCONCLUSIVE, HostileText.line(reason, 600));
  }

  private Outcome run(org.lifeboot.agent.tool.Command command) throws InterruptedException {
    Outcome outcome = tools.run(command);
    if (Thread.interrupted()) {
      throw new InterruptedException(command.program());
    }
    return outcome;
  }

  private void tellMdstat(CheckWatch watch) {
    try {
      watch.evidence("mdstat", Files.readString(root.resolve("proc/mdstat")));
    } catch (IOException _) {
      // without the md module there is no such file, and no array either
    }
  }

  private List<Member> members(
      List<Sysfs.Array> assembled, List<Disk> disks, Seen seen, CheckWatch watch)
      throws InterruptedException {
    Set<String> left = new TreeSet<>();
    disks.forEach(disk -> collect(disk.contents(), left));
    assembled.forEach(array -> array.members().forEach(disk -> left.remove("/dev/" + disk.name())));
    List<Member> found = new ArrayList<>();
    for (String device : left) {
      watch.step(device, "reading its RAID superblock");
      Outcome outcome = run(Mdadm.examine(device));
      if (outcome instanceof Outcome.Exited(_, String text, String errors)) {
        watch.evidence("mdadm", text + errors);
      }
      switch (Mdadm.report(device, outcome)) {
        case Mdadm.Report.Found(Member member) -> found.add(member);
        case Mdadm.Report.Unreadable(String reason) -> {
          String text = "This RAID member could not be read: " + reason + ".";
          seen.found(device, Verdict.INCONCLUSIVE, HostileText.line(text, 600), "");
        }
      }
    }
    return found;
  }

  private static void collect(List<Volume> volumes, Set<String> members) {
    for (Volume volume : volumes) {
      if (volume.fileSystem().equals(MEMBER)) {
        members.add(volume.device());
      }
      collect(volume.contents(), members);
    }
  }

  private CheckReport judged(List<Sysfs.Array> assembled, List<Member> members, Seen seen) {
    assembled.forEach(array -> AssembledArray.look(array, seen));
    List<RestingArray> resting = resting(members);
    resting.forEach(array -> array.look(seen));
    List<Finding> findings = seen.findings();
    if (findings.isEmpty() && assembled.isEmpty()) {
      return CheckReport.of(order, Verdict.PASSED, "This server has no software RAID.");
    }
    Verdict verdict = Verdict.ofAll(findings.stream().map(Finding::verdict).toList());
    int arrays = assembled.size() + resting.size();
    return CheckReport.offeringNothing(
        order.kind(),
        order.target(),
        verdict,
        reason(verdict, arrays, findings),
        findings,
        seen.facts());
  }

  private static List<RestingArray> resting(List<Member> members) {
    Map<String, List<Member>> byArray = new LinkedHashMap<>();
    members.forEach(
        member -> byArray.computeIfAbsent(member.arrayUuid(), _ -> new ArrayList<>()).add(member));
    List<RestingArray> arrays = new ArrayList<>();
    byArray.forEach(
        (uuid, all) -> {
          String name = all.getFirst().arrayName();
          arrays.add(new RestingArray(name.isEmpty() ? uuid : name, all));
        });
    return arrays;
  }

  private static String reason(Verdict verdict, int arrays, List<Finding> findings) {
    if (verdict == Verdict.PASSED) {
      return arrays == 1
          ? "The one array has all its members."
          : "All %d arrays have all their members.".formatted(arrays);
    }
    return findings.stream()
        .filter(finding -> finding.verdict() == verdict)
        .findFirst()
        .map(finding -> finding.part() + ": " + finding.text())
        .orElse("Nothing is known of its arrays.")
        .replaceFirst("^: ", "");
  }
}
