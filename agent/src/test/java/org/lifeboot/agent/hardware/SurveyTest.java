package org.lifeboot.agent.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Verdict;

class SurveyTest {

  private final RecordedTools tools =
      new RecordedTools()
          .answering("lsblk", Recording.exited(0, "lsblk/2.41-stacked.json"))
          .answering(ask("sda"), Recording.exited(0, "smartctl/7.4-scsi-without-smart.json"))
          .answering(ask("sdb"), Recording.exited(1, "smartctl/7.4-usb-bridge-unknown.json"))
          .answering(ask("sdc"), Recording.exited(0, "smartctl/7.4-ata-healthy.json"))
          .answering(ask("nvme0n1"), Recording.exited(0, "smartctl/7.4-nvme-healthy.json"))
          .answering(ask("nvme1n1"), new Outcome.NotFound("smartctl"));

  private static String ask(String device) {
    return "smartctl --json -i -H -A -- /dev/" + device;
  }

  private List<Drive> drives() {
    return ((Survey.Result.Taken) new Survey(tools, Path.of("/no/such/root")).take())
        .inventory()
        .drives();
  }

  @Test
  void eachDriveHasItsOwnVerdict() {
    assertThat(drives())
        .extracting(drive -> drive.smart().verdict())
        .containsExactly(
            Verdict.INCONCLUSIVE,
            Verdict.INCONCLUSIVE,
            Verdict.PASSED,
            Verdict.INCONCLUSIVE,
            Verdict.PASSED,
            Verdict.INCONCLUSIVE);
  }

  @Test
  void aDriveThatSmartctlCannotReadKeepsWhatTheKernelKnows() {
    assertThat(drives().get(1).serial()).isEqualTo("USB-0001");
    assertThat(drives().get(1).model()).isEqualTo("QEMU HARDDISK");
  }

  @Test
  void aVirtioDriveIsNotAskedForWhatItCannotHave() {
    assertThat(drives().get(3).smart().reason())
        .isEqualTo("This is a virtual drive; it does not report SMART.");
    assertThat(tools.askedInWords()).doesNotContain(ask("vda"));
  }

  @Test
  void withoutAListOfDrivesThereIsNoInventory() {
    tools.answering("lsblk", new Outcome.NotFound("lsblk"));

    assertThat(new Survey(tools, Path.of("/no/such/root")).take())
        .isEqualTo(
            new Survey.Result.NotTaken("listing the drives with lsblk: there is no program lsblk"));
  }

  @Test
  void onlyProgramsThatReadAreRun() {
    drives();

    assertThat(tools.askedInWords())
        .allMatch(words -> words.matches("(udevadm settle|lsblk|smartctl --json -i -H -A) ?.*"));
  }
}
