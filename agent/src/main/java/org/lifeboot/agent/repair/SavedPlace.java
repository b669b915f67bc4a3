package org.lifeboot.agent.repair;

import java.nio.file.Path;
import java.util.Optional;

/// Where that lies what a repair overwrites: away from the device. Thread-safe.
public interface SavedPlace {

  /// Returns when it lies there for good.
  ///
  /// @param sha256 of the file, 64 hexadecimal digits
  /// @return why it does not, in one sentence; empty when it does
  Optional<String> put(Path file, String sha256) throws InterruptedException;

  /// Brings it back.
  ///
  /// @param into is overwritten
  /// @return why it cannot be had, in one sentence; empty when it is there, whole
  Optional<String> fetch(Path into) throws InterruptedException;

  /// Where that is, for a person: `in the Manager`, a file's name.
  String inWords();
}
