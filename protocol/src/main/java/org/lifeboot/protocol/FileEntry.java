package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// What lies in a folder.
///
/// @param name exactly: a part of a [FilePath]; empty for a volume's root
/// @param modifiedSeconds since 1970
/// @param mode permissions, 12 bits
/// @param user number, not name
/// @param group number, not name
/// @param target where a link leads, its bytes written as a [FilePath] writes them; else empty
/// @param leadsTo what a link leads to inside the volume; of anything else, its own kind
/// @param stamp changes when the file does: fit for an ETag
@Json
public record FileEntry(
    String name,
    FileKind kind,
    long sizeBytes,
    long allocatedBytes,
    long modifiedSeconds,
    int mode,
    int user,
    int group,
    String target,
    FileKind leadsTo,
    String stamp) {
  public FileEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(leadsTo, "leadsTo");
    Objects.requireNonNull(stamp, "stamp");
  }
}
