package org.lifeboot.agent.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A volume that is up. Closing lets go of everything that nobody else of the same [Stack] uses;
/// never throws.
public interface Opened extends AutoCloseable {

  /// The device to mount or read.
  Path path();

  /// What mount(8) must be told: `device=…` for each device of a btrfs over several.
  List<String> options();

  /// What makes everything seen on it worthless: a snapshot whose store ran over.
  Optional<String> trouble();

  @Override
  void close();
}
