package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboot.lab.process.Json;

/// The repair of a damaged ext4 on a drive: planned by a check, asked for, made, taken back.
record RepairStory(CheckRuns checks, Shell shell) {

  /// Leaves the device as it was.
  void play(String device) {
    var damaged = contents(device);
    var plan = checks.of("filesystem", device);
    assertThat(shell.tried("e2fsck -fn " + device).ok()).as("sound before").isFalse();

    var repair = checks.repair(plan.text("id"), fingerprint(plan));
    assertThat(checks.over(repair, RescuedServer.CHECK)).satisfies(RepairStory::passed);
    assertThat(shell.run("e2fsck -fn " + device)).contains("files");
    assertThat(contents(device)).isNotEqualTo(damaged);

    var undo = checks.undo(repair);
    assertThat(checks.over(undo, RescuedServer.CHECK)).satisfies(RepairStory::passed);
    assertThat(contents(device)).as("every byte is as it was").isEqualTo(damaged);
  }

  private static void passed(Json check) {
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("passed");
  }

  private static String fingerprint(Json plan) {
    return plan.each("repair").findFirst().orElseThrow().text("fingerprint");
  }

  private String contents(String device) {
    return shell.run("dd if=%s iflag=direct bs=1M status=none | sha256sum".formatted(device));
  }
}
