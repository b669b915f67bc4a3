package org.lifeboot.agent.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.agent.layout.Signature;

/// What was found on all disks.
///
/// @param volumes what carries a file system, and what is locked
/// @param others what carries no files by itself: swap, members of something else, nothing known
/// @param troubles what could not be looked into, a sentence each
public record Survey(List<Volume> volumes, List<Other> others, List<String> troubles) {
  public Survey {
    volumes = List.copyOf(volumes);
    others = List.copyOf(others);
    troubles = List.copyOf(troubles);
  }

  /// Something without files of its own.
  ///
  /// @param inUse who has it, in one sentence; empty when it is free
  public record Other(Layer layer, Signature content, long sizeBytes, String inUse) {}

  public Optional<Volume> volume(String key) {
    return volumes.stream().filter(volume -> volume.key().equals(key)).findFirst();
  }

  /// What people call something: its device, or its key where several are called so.
  public String name(Layer layer) {
    boolean other =
        Stream.concat(volumes.stream().map(Volume::layer), others.stream().map(Other::layer))
            .anyMatch(
                each -> each.device().equals(layer.device()) && !each.key().equals(layer.key()));
    return other ? layer.key() : layer.device();
  }

  /// The volume that is called so.
  public Optional<Volume> named(String name) {
    return volumes.stream().filter(volume -> name(volume.layer()).equals(name)).findFirst();
  }

  public List<Volume> locked() {
    return volumes.stream().filter(Volume::locked).toList();
  }
}
