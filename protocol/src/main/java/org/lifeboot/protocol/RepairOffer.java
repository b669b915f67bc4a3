package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A repair that a file-system check rehearsed and that could now be made on the device, with its
/// plan: shown to a person, who says yes or not.
///
/// @param fileSystem `ext4`, `xfs`, …
/// @param commands the exact command lines that repair, in their order, as a person would type them
/// @param writes what is written, and how, in one sentence
/// @param kind what is saved before anything is written
/// @param saves the same in one sentence: what, and where it lies then
/// @param goBack how to go back, as commands
/// @param fingerprint SHA-256, 64 hexadecimal digits, over the file system's kind and UUID, the
///   device's size, the superblock and what the rehearsal would change: what runs must be what was
///   confirmed
@Json
public record RepairOffer(
    String fileSystem,
    List<String> commands,
    String writes,
    Saved kind,
    String saves,
    List<String> goBack,
    String fingerprint) {

  public RepairOffer {
    Objects.requireNonNull(fileSystem, "fileSystem");
    commands = List.copyOf(commands);
    Objects.requireNonNull(writes, "writes");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(saves, "saves");
    goBack = List.copyOf(goBack);
    Digests.check(fingerprint);
  }

  /// What is saved. The words are stable.
  public enum Saved {
    /// e2fsck's own undo file; `e2undo` of any Linux takes it.
    E2FSCK_UNDO,
    /// Every block that the repair overwrites, as it was, in Lifeboot's own format
    /// (docs/checks/filesystem.md): xfs_metadump does not bring back every byte, this does.
    BLOCKS;

    /// The stable name in JSON: `e2fsck-undo`, `blocks`.
    @Json.Value
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
