package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Locale;
import java.util.Objects;

/// One check that somebody asks for. What is checked is named by [#target]: a device (`/dev/sda1`),
/// an image file (on the shell only), or empty for the whole server.
@Json(typeProperty = "check")
@Json.SubType(type = CheckOrder.Smart.class, name = "smart")
@Json.SubType(type = CheckOrder.Processors.class, name = "processors")
@Json.SubType(type = CheckOrder.Surface.class, name = "surface")
@Json.SubType(type = CheckOrder.Filesystem.class, name = "filesystem")
@Json.SubType(type = CheckOrder.Memory.class, name = "memory")
@Json.SubType(type = CheckOrder.Raid.class, name = "raid")
@Json.SubType(type = CheckOrder.Repair.class, name = "repair")
@Json.SubType(type = CheckOrder.Undo.class, name = "undo")
public sealed interface CheckOrder {

  /// What is checked; empty for the whole server.
  String target();

  /// One drive's own health report, and a self-test of the drive when one is asked for.
  ///
  /// @param target the whole disk
  record Smart(String target, SelfTest selfTest) implements CheckOrder {
    public Smart {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(selfTest, "selfTest");
    }
  }

  /// All logical processors, each in turn and all together.
  ///
  /// @param minutes how long, all in all: 1 to 1,440
  record Processors(int minutes) implements CheckOrder {
    public Processors {
      if (minutes < 1 || minutes > 1_440) {
        throw new IllegalArgumentException("a burn takes 1 to 1,440 minutes, not " + minutes);
      }
    }

    @Override
    public String target() {
      return "";
    }
  }

  /// A read-only surface scan of a disk or partition.
  ///
  /// @param target the device or image file
  /// @param fromBytes where to begin: 0, or where an earlier scan was stopped
  record Surface(String target, long fromBytes) implements CheckOrder {
    public Surface {
      Objects.requireNonNull(target, "target");
      if (fromBytes < 0) {
        throw new IllegalArgumentException("a scan cannot begin at " + fromBytes);
      }
    }
  }

  /// A rehearsed repair of a file system, in RAM.
  ///
  /// @param target the device or image file
  record Filesystem(String target) implements CheckOrder {
    public Filesystem {
      Objects.requireNonNull(target, "target");
    }
  }

  /// As much of the memory as can be locked.
  record Memory(Level level) implements CheckOrder {
    public Memory {
      Objects.requireNonNull(level, "level");
    }

    @Override
    public String target() {
      return "";
    }
  }

  /// All software RAID arrays and their members, assembled or not.
  record Raid() implements CheckOrder {
    @Override
    public String target() {
      return "";
    }
  }

  /// The real repair of a file system, as offered by a check ([CheckReport#repair]) and confirmed
  /// by a named person: it writes. What it will overwrite is saved in the Manager first.
  ///
  /// @param target the device
  /// @param fingerprint of the offer that was confirmed: 64 hexadecimal digits. The rehearsal is
  ///   made anew; another fingerprint means another file system, and nothing is written
  record Repair(String target, String fingerprint) implements CheckOrder {
    public Repair {
      Objects.requireNonNull(target, "target");
      Digests.check(fingerprint);
    }
  }

  /// The way back from a repair: what it overwrote is fetched from the Manager and put back.
  ///
  /// @param target the device
  /// @param repair the id of the check that was the repair
  record Undo(String target, String repair) implements CheckOrder {
    public Undo {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(repair, "repair");
    }
  }

  /// The test that a drive makes of itself.
  enum SelfTest {
    NONE,
    SHORT,
    LONG,
    /// A short one where the drive offers it; one that offers none is judged without.
    OFFERED;

    @Json.Value
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How thorough a memory test is.
  enum Level {
    /// Minutes: finds what fails soon.
    QUICK,
    /// All patterns, as long as it takes.
    THOROUGH;

    @Json.Value
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  default CheckKind kind() {
    return switch (this) {
      case Smart _ -> CheckKind.SMART;
      case Processors _ -> CheckKind.PROCESSORS;
      case Surface _ -> CheckKind.SURFACE;
      case Filesystem _ -> CheckKind.FILESYSTEM;
      case Memory _ -> CheckKind.MEMORY;
      case Raid _ -> CheckKind.RAID;
      case Repair _, Undo _ -> CheckKind.REPAIR;
    };
  }
}
