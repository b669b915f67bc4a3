package org.lifeboot.agent.vmfs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What a datastore shall hold.
sealed interface Node {

  /// A folder, by names of which each char is one byte.
  record Folder(SequencedMap<String, Node> entries) implements Node {
    Folder() {
      this(new LinkedHashMap<>());
    }

    Folder with(String name, Node node) {
      entries.put(name, node);
      return this;
    }
  }

  /// A file; of what is not in a piece it has nothing but the length.
  ///
  /// @param pieces file blocks by number, the last of a file may be shorter
  record File(Kept kept, long sizeBytes, Map<Long, byte[]> pieces) implements Node {

    /// Blocks of zeros are left out.
    static File of(Kept kept, byte[] content) {
      var pieces = new LinkedHashMap<Long, byte[]>();
      for (int at = 0; at < content.length; at += Volume.BLOCK_BYTES) {
        int end = Math.min(content.length, at + Volume.BLOCK_BYTES);
        byte[] piece = Arrays.copyOfRange(content, at, end);
        if (!Arrays.equals(piece, new byte[piece.length])) {
          pieces.put((long) at / Volume.BLOCK_BYTES, piece);
        }
      }
      return new File(kept, content.length, pieces);
    }

    byte[] whole() {
      return pieces.getOrDefault(0L, new byte[Math.toIntExact(sizeBytes)]);
    }
  }

  record Link(String to) implements Node {}

  /// A disk of the virtual machine's own, of which the datastore knows only the name.
  record RawDisk(long sizeBytes) implements Node {}

  /// Where a file's bytes are.
  enum Kept {
    INSIDE,
    SUB_BLOCK,
    BLOCKS,
    POINTERS
  }
}
