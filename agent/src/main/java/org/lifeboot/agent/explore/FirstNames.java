package org.lifeboot.agent.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.linux.FileFacts;

/// Under which name of an archive a file with several names was packed first. Memory is bounded.
final class FirstNames {

  private static final int MOST_BYTES = 32 << 20;

  /// What an entry takes beside its name, about.
  private static final int ENTRY_BYTES = 150;

  private final Map<File, byte[]> names = new HashMap<>();
  private int bytes;
  private boolean full;

  private record File(FileFacts.Numbers device, long inode) {
    static File of(FileFacts facts) {
      return new File(facts.device(), facts.inode());
    }
  }

  void add(FileFacts facts, byte[] name) {
    if (facts.links() < 2) {
      return;
    }
    full |= bytes > MOST_BYTES;
    if (!full && names.putIfAbsent(File.of(facts), name) == null) {
      bytes += ENTRY_BYTES + name.length;
    }
  }

  Optional<byte[]> of(FileFacts facts) {
    return Optional.ofNullable(names.get(File.of(facts)));
  }

  /// Whether some were not kept.
  boolean full() {
    return full;
  }
}
