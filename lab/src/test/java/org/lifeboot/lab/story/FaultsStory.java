package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;

/// Faults that are there or come while a check is at work: each is found, with its verdict, its
/// part and its reason.
record FaultsStory(RescuedServer rescued) {

  /// A damaged file system of each kind, a drive that warns of itself, a processor that reports an
  /// error while it burns.
  ///
  /// @param damaged the devices with the damaged file systems
  void ofDrivesAndProcessors(List<String> damaged) {
    var checks = rescued.checks();
    rescued.server().faults().nvmeWarning("data", 4);
    List<Map<String, Object>> orders = new ArrayList<>();
    orders.add(Map.of("check", "smart", "target", "/dev/nvme0n1"));
    damaged.forEach(device -> orders.add(Map.of("check", "filesystem", "target", device)));
    orders.add(Map.of("check", "processors", "minutes", 1));
    var ids = checks.startThese(orders);

    awaitStep(ids.getLast(), "burning");
    rescued.server().faults().machineCheck(1);

    var over = ids.stream().map(id -> checks.over(id, RescuedServer.CHECK)).toList();
    System.out.println(checks.lines());
    warns(over.getFirst());
    over.subList(1, over.size() - 1).forEach(FaultsStory::isDamaged);
    hasReportedAnError(over.getLast());
  }

  private void awaitStep(String id, String step) {
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK,
                () ->
                    steps(rescued.checks().one(id))
                        .anyMatch(each -> each.text("step").contains(step))))
        .as(() -> rescued.checks().one(id).toString())
        .isTrue();
  }

  private static Stream<Json> steps(Json check) {
    return check.at("details").each("steps");
  }

  private static void warns(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("failed");
    assertThat(findings(check)).as(check.toString()).anyMatch(text -> text.contains("reliab"));
  }

  private static void isDamaged(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("failed");
    assertThat(check.text("reason")).as(check.toString()).isNotBlank();
  }

  private static void hasReportedAnError(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("warning");
    assertThat(findings(check))
        .as(check.toString())
        .anyMatch(
            text -> text.startsWith("CPU 1: The hardware corrected an error during the check"));
  }

  private static List<String> findings(Json check) {
    return check
        .each("findings")
        .map(finding -> finding.text("part") + ": " + finding.text("text"))
        .toList();
  }

  /// A mirror whose halves differ, then one of which a half is lost.
  ///
  /// @param member of /dev/md1; that of /dev/md3 is the partition 3 of the same drive
  void ofArrays(String member) {
    var shell = rescued.shell();
    var other = member.replaceFirst("1$", "3");
    var _ =
        shell.run(
            "dd if=/dev/urandom of=%s bs=64k seek=1000 count=1 oflag=direct conv=notrunc status=none"
                    .formatted(other)
                + " && echo check >/sys/block/md3/md/sync_action"
                + " && until grep -q idle /sys/block/md3/md/sync_action; do sleep 0.2; done");
    var differing = raid();
    assertThat(differing.text("verdict")).as(differing.toString()).isEqualTo("warning");
    assertThat(differing.text("reason")).startsWith("/dev/md3: Its members differ in ");

    var _ = shell.run("mdadm -q /dev/md1 --fail " + member);
    var degraded = raid();
    assertThat(degraded.text("verdict")).as(degraded.toString()).isEqualTo("failed");
    assertThat(findings(degraded))
        .contains(
            "/dev/md1: The array is degraded: 1 of 2 members is missing.",
            member + ": This member of /dev/md1 is faulty and out of use.");
  }

  private Json raid() {
    var check =
        rescued.checks().over(rescued.checks().start(Map.of("check", "raid")), RescuedServer.CHECK);
    System.out.println("  raid: " + check.text("verdict") + " " + findings(check));
    return check;
  }

  /// A bit that sticks in the memory under test, and a page elsewhere that the kernel has to give
  /// up.
  void ofMemory() {
    var checks = rescued.checks();
    var id = checks.start(Map.of("check", "memory"));
    awaitStep(id, "stressapptest");
    long address = Long.parseLong(rescued.shell().run(MemoryScripts.PAGE_UNDER_TEST).strip());
    try (var _ = rescued.server().faults().stuckBit(address, 0x10)) {
      var _ = rescued.shell().run(MemoryScripts.POISON_A_PAGE);
      var check = checks.over(id, RescuedServer.CHECK);
      System.out.println("  memory: " + check.text("verdict") + " " + findings(check));
      assertThat(check.text("verdict")).as(check.toString()).isEqualTo("failed");
      assertThat(findings(check))
          .as(check.toString())
          .anyMatch(text -> text.contains("physical address 0x%x holds ".formatted(address)))
          .anyMatch(text -> text.contains("The kernel gave up a page of memory for good"));
    }
  }
}
