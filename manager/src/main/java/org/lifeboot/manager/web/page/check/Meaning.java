package org.lifeboot.manager.web.page.check;

import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Verdict;

/// What a verdict means for the server's owner, and what to do next when the finding itself does
/// not say.
record Meaning(String means, String next) {

  static Meaning of(CheckOrder order, Verdict verdict) {
    return switch (order) {
      case CheckOrder.Repair _ -> RepairMeaning.ofRepair(verdict);
      case CheckOrder.Undo _ -> RepairMeaning.ofUndo(verdict);
      case CheckOrder.Smart _,
          CheckOrder.Processors _,
          CheckOrder.Surface _,
          CheckOrder.Filesystem _,
          CheckOrder.Memory _,
          CheckOrder.Raid _ ->
          of(order.kind(), verdict);
    };
  }

  private static Meaning of(CheckKind kind, Verdict verdict) {
    return switch (verdict) {
      case PASSED -> passed(kind);
      case WARNING -> warning(kind);
      case FAILED -> failed(kind);
      case INCONCLUSIVE ->
          new Meaning(
              "Nothing is known: this is neither good nor bad news.",
              "Read the reason above; if it can be put right, start the check again.");
      case CANCELLED ->
          new Meaning(
              "It did not run to its end, so nothing is known of what was left.",
              "Start it again when there is time for it.");
      case CRASHED ->
          new Meaning(
              "The server stopped answering in the middle of this check. That often means that the"
                  + " part under test is faulty; it can also be power, or somebody's reboot.",
              "If nobody rebooted it: start this check again on its own. When it stops at the same"
                  + " place, ask for support with this report.");
    };
  }

  private static Meaning passed(CheckKind kind) {
    return switch (kind) {
      case SMART -> sound("The drive reports no trouble.");
      case PROCESSORS -> sound("The processors calculated without a mistake for the whole time.");
      case SURFACE -> sound("Every sector that was asked for could be read.");
      case FILESYSTEM -> sound("The file system is in order; no repair is needed.");
      case MEMORY -> sound("The memory that was tested keeps what is written to it.");
      case RAID -> sound("The arrays are whole.");
      case REPAIR -> RepairMeaning.ofRepair(Verdict.PASSED);
    };
  }

  private static Meaning sound(String means) {
    return new Meaning(means, "Nothing to do here.");
  }

  private static Meaning warning(CheckKind kind) {
    return switch (kind) {
      case SMART ->
          new Meaning(
              "The drive still works, but shows signs that often come before a failure.",
              "See that there is a copy of its data, and plan its replacement.");
      case PROCESSORS ->
          new Meaning(
              "The processors calculated correctly, but something slowed or disturbed them.",
              "Have cooling and power looked at.");
      case SURFACE ->
          new Meaning(
              "Everything could be read, but some places only very slowly: they may fail soon.",
              "See that there is a copy of the data, then look at the drive under Hard drives.");
      case FILESYSTEM ->
          new Meaning(
              "The file system can be used, but deserves a look.",
              "Read the findings; nothing was changed on the disk.");
      case MEMORY ->
          new Meaning(
              "No test failed, but the memory had to correct itself.",
              "Have the memory module named in the findings replaced.");
      case RAID ->
          new Meaning(
              "The data is there, but the array is not as it should be.",
              "Read the findings before you change anything on its drives.");
      case REPAIR -> RepairMeaning.ofRepair(Verdict.WARNING);
    };
  }

  private static Meaning failed(CheckKind kind) {
    return switch (kind) {
      case SMART ->
          new Meaning(
              "The drive is failing. Data on it is in danger.",
              "Copy what you need from it now, then have it replaced.");
      case PROCESSORS ->
          new Meaning(
              "A processor made mistakes. Nothing that this server calculates can be trusted.",
              "Ask for the hardware to be replaced before it works on real data again.");
      case SURFACE ->
          new Meaning(
              "Some sectors cannot be read; what stood there is lost from this drive.",
              "Copy what you need from it now, then have the drive replaced.");
      case FILESYSTEM ->
          new Meaning(
              "The file system is damaged. Only a rehearsal in memory was done: the disk is as it"
                  + " was.",
              "Check the drive below it and copy what matters; then it can be repaired, and the repair"
                  + " undone.");
      case MEMORY ->
          new Meaning(
              "The memory does not keep what is written to it. Files written by this server may be"
                  + " damaged.",
              "Have the memory replaced before the server works again.");
      case RAID ->
          new Meaning(
              "The array is broken or has lost its safety.",
              "Do not write to its drives. Read the findings, then ask for support.");
      case REPAIR -> RepairMeaning.ofRepair(Verdict.FAILED);
    };
  }
}
