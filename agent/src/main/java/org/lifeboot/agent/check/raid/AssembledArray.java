package org.lifeboot.agent.check.raid;

import java.util.OptionalLong;
import org.lifeboot.protocol.Verdict;

/// Judges an array that the kernel has assembled.
final class AssembledArray {

  private static final String SAVE =
      "Save its data elsewhere, then have the faulty or missing disk replaced.";

  private AssembledArray() {}

  static void look(Sysfs.Array array, Seen seen) {
    String part = array.device();
    seen.fact(part, "level", array.level(), "");
    seen.fact(part, "state", array.state(), "");
    seen.fact(part, "members", Integer.toString(array.members().size()), "");
    array.mismatches().ifPresent(n -> seen.fact(part, "mismatches", Long.toString(n), "sectors"));
    array.members().forEach(disk -> member(array, disk, seen));
    if (array.level().equals("container")) {
      return; // holds the metadata of other arrays; they are judged by themselves
    }
    if (array.state().isEmpty() || array.state().equals("clear")) {
      seen.found(part, Verdict.INCONCLUSIVE, "The kernel does not tell its state.", "");
      return;
    }
    if (array.state().equals("inactive") || array.state().equals("broken")) {
      String text = "The array does not run: its state is %s.".formatted(array.state());
      seen.found(part, Verdict.FAILED, text, "Look which of its members are missing.");
      return;
    }
    running(array, seen);
  }

  private static void running(Sysfs.Array array, Seen seen) {
    long missing = array.degraded().orElse(0);
    if (missing > 0) {
      degraded(array, missing, seen);
    } else if (array.busy()) {
      Verdict verdict = array.rebuilding() ? Verdict.WARNING : Verdict.PASSED;
      String advice = array.rebuilding() ? "Wait until it has ended, then check again." : "";
      seen.found(array.device(), verdict, "The kernel works on it: " + action(array), advice);
    } else {
      String text = "It runs as %s with all its members.".formatted(array.level());
      seen.found(array.device(), Verdict.PASSED, text, "");
    }
    if (array.mismatches().orElse(0) > 0) {
      mismatches(array, array.mismatches().getAsLong(), seen);
    }
  }

  private static void degraded(Sysfs.Array array, long missing, Seen seen) {
    String text =
        "The array is degraded: %d of %d members %s missing."
            .formatted(missing, array.disks(), missing == 1 ? "is" : "are");
    if (array.rebuilding()) {
      String rebuilt = text + " It is being rebuilt: " + action(array);
      seen.found(array.device(), Verdict.WARNING, rebuilt, "Wait until it has ended.");
      return;
    }
    seen.found(array.device(), Verdict.FAILED, text, SAVE);
  }

  private static String action(Sysfs.Array array) {
    OptionalLong percent = array.percent();
    return percent.isPresent()
        ? "%s, %d %% done.".formatted(array.action(), percent.getAsLong())
        : array.action() + ".";
  }

  private static void mismatches(Sysfs.Array array, long sectors, Seen seen) {
    boolean mirror = array.level().equals("raid1") || array.level().equals("raid10");
    String why = mirror ? " Swap space on a mirror can cause some; files should not." : "";
    String text =
        "Its members differ in %d sectors, says the last comparison.%s".formatted(sectors, why);
    String advice = "Check the disks, then compare its files with a backup.";
    seen.found(array.device(), Verdict.WARNING, text, advice);
  }

  private static void member(Sysfs.Array array, Sysfs.Disk disk, Seen seen) {
    String part = "/dev/" + disk.name();
    seen.fact(part, "member of " + array.device(), disk.state(), "");
    if (disk.is("faulty")) {
      String text = "This member of %s is faulty and out of use.".formatted(array.device());
      seen.found(part, Verdict.FAILED, text, "Check the disk; have it replaced.");
    } else if (disk.is("write_error") || disk.is("want_replacement")) {
      String text = "This member of %s had errors.".formatted(array.device());
      seen.found(part, Verdict.WARNING, text, "Check the disk.");
    } else if (disk.errors().orElse(0) > 0) {
      String text =
          "%d reading errors on this member of %s were corrected from the others."
              .formatted(disk.errors().getAsLong(), array.device());
      seen.found(part, Verdict.WARNING, text, "Check the disk.");
    }
  }
}
