package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// What on a rescued server's disks can be looked into. All text comes from the server and is
/// hostile.
///
/// @param problem what could not be found out, for a person; empty when all is well
/// @param looking whether what each is for, and how full it is, is still being found out: more is
///   known a few seconds later
@Json
public record VolumeList(List<Volume> volumes, String problem, boolean looking) {
  public VolumeList {
    volumes = List.copyOf(volumes);
    Objects.requireNonNull(problem, "problem");
  }

  /// Whether it can be looked into.
  public enum State {
    /// Not yet, but it can be opened.
    CLOSED,
    /// It can be read now.
    OPEN,
    /// It takes a passphrase first.
    LOCKED,
    /// Its passphrase was given: it holds no files by itself, and what it holds is listed.
    UNLOCKED,
    /// It will be open soon: a repair is being rehearsed on it.
    OPENING,
    /// Somebody else has it.
    IN_USE,
    /// There is nothing to look into: swap, a member of something else, nothing known.
    NOTHING
  }

  /// One volume.
  ///
  /// @param key names it in orders; the same as long as the server runs
  /// @param device as the installed system calls it: `/dev/sda1`, `/dev/mapper/vg-root`
  /// @param stack what it lies on, in words: `partition of /dev/sda`, or empty
  /// @param fileSystem `ext4`, or empty
  /// @param uses where the installed system mounts it, by its own fstab: `/var`; with the system's
  ///   name where there are several
  /// @param freeBytes -1 while it is not known
  /// @param word who has it, or why there is nothing to see, in one sentence; may be empty
  public record Volume(
      String key,
      String device,
      String stack,
      String fileSystem,
      String label,
      String uuid,
      long sizeBytes,
      long freeBytes,
      State state,
      List<String> uses,
      String word) {
    public Volume {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(device, "device");
      Objects.requireNonNull(stack, "stack");
      Objects.requireNonNull(fileSystem, "fileSystem");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(uuid, "uuid");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(word, "word");
      uses = List.copyOf(uses);
    }
  }
}
