package org.lifeboot.manager.power;

import java.util.Optional;

/// What one driver remembers of the other end's certificate: the one that it saw first, by its
/// SHA-256. Implementations are thread-safe.
public interface Pin {

  /// The trusted fingerprint, 64 hexadecimal digits; empty before the first use.
  Optional<String> trusted();

  /// The first use: this one is trusted from now on, unless another was trusted meanwhile.
  void trustFirst(String sha256);

  /// Another one came; somebody has to decide.
  void offered(String sha256);
}
