package org.lifeboot.agent.mount;

import java.util.List;
import org.lifeboot.agent.stack.Volume;

/// What is to be mounted where, in order.
///
/// @param skipped what of the fstab is left out, and why
/// @param notes what a person should know
public record MountPlan(
    InstalledSystem system,
    Access access,
    List<Step> steps,
    List<Skipped> skipped,
    List<String> notes) {

  public MountPlan {
    steps = List.copyOf(steps);
    skipped = List.copyOf(skipped);
    notes = List.copyOf(notes);
  }

  /// What may be done with what is mounted.
  public enum Access {
    /// Over snapshots, read-only.
    READ,
    /// Over snapshots; what is written goes to RAM and is lost.
    SCRATCH,
    /// The disks themselves.
    WRITE;

    public boolean readOnly() {
      return this == READ;
    }

    public String words() {
      return switch (this) {
        case READ -> "read-only, over snapshots in RAM: nothing is written on the disks";
        case SCRATCH ->
            "over snapshots in RAM: what you write is lost afterwards, the disks stay as they are";
        case WRITE -> "TO BE WRITTEN: what you write is on the disks";
      };
    }
  }

  /// One mount.
  public sealed interface Step {
    /// As the system sees it: `/home`.
    String point();

    /// The system itself would come up without it.
    boolean mayFail();

    /// A file system.
    record FileSystem(
        Volume volume, String point, String type, List<String> options, boolean mayFail)
        implements Step {
      public FileSystem {
        options = List.copyOf(options);
      }
    }

    /// A folder seen at another place.
    record Bind(String from, String point, boolean mayFail) implements Step {}
  }

  /// A line of the fstab that is not mounted.
  public record Skipped(String entry, String reason) {}
}
