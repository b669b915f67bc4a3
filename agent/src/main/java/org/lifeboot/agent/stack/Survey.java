package org.lifeboot.agent.stack;

import java.util.List;
import java.util.Optional;

/// What was found on all disks.
///
/// @param volumes what carries a file system, and what is locked
/// @param troubles what could not be looked into, a sentence each
public record Survey(List<Volume> volumes, List<String> troubles) {
  public Survey {
    volumes = List.copyOf(volumes);
    troubles = List.copyOf(troubles);
  }

  public Optional<Volume> volume(String key) {
    return volumes.stream().filter(volume -> volume.key().equals(key)).findFirst();
  }

  public List<Volume> locked() {
    return volumes.stream().filter(Volume::locked).toList();
  }
}
