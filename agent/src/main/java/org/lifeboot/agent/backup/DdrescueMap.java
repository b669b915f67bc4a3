package org.lifeboot.agent.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A map of ddrescue(1) (GNU ddrescue manual, "Mapfile structure"): which stretches of the source
/// are rescued.
///
/// @param rescuedBytes read and written
/// @param lost tried, and not readable
/// @param leftBytes not tried to the end yet
record DdrescueMap(long rescuedBytes, List<Lost> lost, long leftBytes) {
  DdrescueMap {
    lost = List.copyOf(lost);
  }

  /// Reads a map; empty for what is none.
  static Optional<DdrescueMap> parse(String text) {
    List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
    long rescued = 0;
    long left = 0;
    List<Lost> lost = new ArrayList<>();
    try {
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        String[] words = line.strip().split("\\s+", -1);
        long length = Long.decode(words[1]);
        switch (words[2]) {
          case "+" -> rescued += length;
          case "-" -> lost.add(new Lost(Long.decode(words[0]), length));
          default -> left += length;
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
    return lines.size() < 2 ? Optional.empty() : Optional.of(new DdrescueMap(rescued, lost, left));
  }
}
