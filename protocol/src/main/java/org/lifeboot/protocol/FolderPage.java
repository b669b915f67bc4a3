package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// Some of a folder's entries.
///
/// @param known how many entries are known that fit the search
/// @param complete whether the folder was read to its end, so that `known` are all, and in order
/// @param word what an order or a number does not tell, in one sentence; may be empty
@Json
public record FolderPage(
    List<FileEntry> entries, int from, int known, boolean complete, String word) {
  public FolderPage {
    entries = List.copyOf(entries);
    Objects.requireNonNull(word, "word");
  }
}
