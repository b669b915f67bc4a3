package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Patience;

/// What is mounted is not checked, and what is checked is not mounted, at every height of a stack.
///
/// @param drives QEMU's names of the two drives of the stack
record ClaimsStory(RescuedServer rescued, Stack stack, List<String> drives) {

  void play() {
    System.out.println(rescued.shell().run(stack.make()));
    stack.fileSystems().forEach(rescued.checks()::awaitKnown);
    whatIsMountedIsRefusedOnEveryLayer();
    whatIsAssembledIsRefusedToo();
    drives.forEach(drive -> rescued.server().slowDown(drive, 256 << 10));
    whatIsScannedIsNotMounted();
    drives.forEach(drive -> rescued.server().slowDown(drive, 0));
    var _ = rescued.shell().run(stack.mount() + " && " + stack.unmount());
  }

  private void whatIsMountedIsRefusedOnEveryLayer() {
    var shell = rescued.shell();
    var _ = shell.run(stack.mount());
    assertThat(Patience.untilTrue(RescuedServer.CHECK, () -> mountsNoted() >= 9))
        .as("the times of the mounts are known")
        .isTrue();
    List<Map<String, Object>> orders = new ArrayList<>();
    for (var device : stack.fileSystems()) {
      orders.add(Map.of("check", "filesystem", "target", device));
      orders.add(Map.of("check", "surface", "target", device));
    }
    stack.below().forEach(device -> orders.add(Map.of("check", "surface", "target", device)));

    for (var check : rescued.checks().overAll(orders, RescuedServer.CHECK)) {
      System.out.println("  %s %s".formatted(check.text("target"), check.text("reason")));
      assertThat(check.text("verdict")).as(check.toString()).isEqualTo("inconclusive");
      assertThat(check.text("reason"))
          .contains("in use: /dev/", " is mounted at /mnt/")
          .containsPattern("since 20\\d\\d-\\d\\d-\\d\\dT[0-9:]+Z");
      if (stack.fileSystems().contains(check.text("target"))) {
        assertThat(check.text("reason")).contains(Stack.place(check.text("target")) + " since");
      }
    }
    var _ = shell.run(stack.unmount());
  }

  private long mountsNoted() {
    return rescued.shell().run("cat /run/lifeboot/mount-times").lines().count();
  }

  private void whatIsAssembledIsRefusedToo() {
    var member = refused(stack.first() + 1);
    assertThat(member).contains("is part of the array /dev/md1 (raid1) that is running since 20");
    assertThat(refused("/dev/md4"))
        .contains("is held by the LVM volume group-")
        .contains("since 20");
  }

  private String refused(String device) {
    var checks = rescued.checks();
    var check =
        checks.over(
            checks.start(Map.of("check", "surface", "target", device)), RescuedServer.CHECK);
    System.out.println("  %s %s".formatted(device, check.text("reason")));
    assertThat(check.text("verdict")).as(check.toString()).isEqualTo("inconclusive");
    return check.text("reason");
  }

  private void whatIsScannedIsNotMounted() {
    var checks = rescued.checks();
    for (var device : stack.fileSystems()) {
      var id = checks.start(Map.of("check", "surface", "target", device));
      var answer =
          rescued
              .shell()
              .tried(
                  "for i in $(seq 300); do dmsetup ls | grep -q '^lifeboot-' && break; sleep 0.2;"
                      + " done; mount -t %s %s /mnt".formatted(stack.type(device), device));
      System.out.println("  " + answer.output().strip());
      assertThat(answer.ok()).as(answer.output()).isFalse();
      assertThat(answer.output()).containsAnyOf("busy", "already mounted", "open blockdev");
      assertThat(checks.one(id).text("state")).isEqualTo("running");
      checks.cancel(id);
      assertThat(checks.over(id, RescuedServer.CHECK).text("verdict")).isEqualTo("cancelled");
    }
  }
}
