package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Patience;

/// Takes a server away in the middle of its checks: each must end as crashed, with its step, its
/// part and the time, and be taken back when the server is heard of again.
final class Crashes {

  private static final int MOST_BEGINNINGS = 10;
  private static final Duration BEGINNING = Duration.ofMinutes(4);

  private final RescuedServer rescued;
  private final CheckRuns checks;
  private final List<Middle> middles;
  private final List<String> ids;

  /// A check and the step that is its middle.
  ///
  /// @param step a part of the step's words
  /// @param part the part whose step it is, or empty for any
  record Middle(Map<String, Object> order, String step, String part) {
    Middle(Map<String, Object> order, String step) {
      this(order, step, "");
    }

    static final Middle SURFACE =
        new Middle(Map.of("check", "surface", "target", "/dev/nvme0n1"), "reading from byte");
    static final Middle SELF_TEST =
        new Middle(
            Map.of("check", "smart", "target", "/dev/sda", "selfTest", "short"), "its short");
    static final Middle BURN =
        new Middle(Map.of("check", "processors", "minutes", 10), "burning it alone");
    static final Middle MEMORY = new Middle(Map.of("check", "memory"), "stressapptest of");

    /// A check that is short: in its middle while the first of several members is read.
    static Middle raid(String firstMember) {
      return new Middle(Map.of("check", "raid"), "reading its RAID superblock", firstMember);
    }

    boolean is(Json doing) {
      return doing.text("step").contains(step)
          && (part.isEmpty() || doing.text("part").equals(part));
    }

    static Middle fileSystem(String device) {
      return new Middle(Map.of("check", "filesystem", "target", device), "rehearsing the repair");
    }
  }

  /// Starts the checks.
  Crashes(RescuedServer rescued, Middle... middles) {
    this.rescued = rescued;
    this.checks = rescued.checks();
    this.middles = List.of(middles);
    this.ids =
        new ArrayList<>(checks.startThese(this.middles.stream().map(Middle::order).toList()));
  }

  /// QEMU's `stop`.
  Crashes afterSilence() {
    untilAllAreInTheMiddle();
    rescued.server().freeze();
    allCrash("fell silent");
    rescued.server().thaw();
    for (var id : ids) {
      assertThat(Patience.untilTrue(RescuedServer.BOOT, () -> takenBack(checks.one(id))))
          .as(() -> checks.one(id).toString())
          .isTrue();
    }
    return this;
  }

  private static boolean takenBack(Json check) {
    return !check.text("verdict").equals("crashed");
  }

  /// The reset button.
  void afterReset() {
    untilAllAreInTheMiddle();
    rescued.server().reset();
    allCrash("");
  }

  /// QEMU's `quit`: the plug is pulled.
  void afterQuit() {
    untilAllAreInTheMiddle();
    rescued.server().quit();
    allCrash("fell silent");
  }

  /// The checks are no longer wanted.
  void cancel() {
    ids.forEach(checks::cancel);
    ids.forEach(id -> checks.over(id, RescuedServer.CHECK));
  }

  private void allCrash(String how) {
    for (int i = 0; i < ids.size(); i++) {
      var check = checks.over(ids.get(i), RescuedServer.BOOT);
      System.out.println("  " + check.text("check") + ": " + check.text("reason"));
      assertThat(check.text("verdict")).as(check.toString()).isEqualTo("crashed");
      assertThat(check.text("reason")).contains(how, "at the step", middles.get(i).step(), "UTC");
    }
  }

  /// Some checks are short: one that is over before the others are there is begun anew.
  private void untilAllAreInTheMiddle() {
    for (int begun = 0; begun < MOST_BEGINNINGS; begun++) {
      if (Patience.untilTrue(BEGINNING, () -> anyOver() || allInTheMiddle()) && allInTheMiddle()) {
        return;
      }
      beginAgainWhatIsOver();
    }
    throw new LabException("the checks were never all in the middle: " + checks.lines());
  }

  private boolean anyOver() {
    return ids.stream().anyMatch(id -> checks.one(id).text("state").equals("ended"));
  }

  private boolean allInTheMiddle() {
    for (int i = 0; i < ids.size(); i++) {
      var check = checks.one(ids.get(i));
      var steps = check.at("details").each("steps").toList();
      if (!check.text("state").equals("running")
          || steps.isEmpty()
          || !middles.get(i).is(steps.getLast())) {
        return false;
      }
    }
    return true;
  }

  private void beginAgainWhatIsOver() {
    for (int i = 0; i < ids.size(); i++) {
      if (checks.one(ids.get(i)).text("state").equals("ended")) {
        ids.set(i, checks.start(middles.get(i).order()));
      }
    }
  }
}
