package org.lifeboot.manager.power;

import java.util.Optional;

/// A pin in memory.
final class MemoryPin implements Pin {
  Optional<String> trusted = Optional.empty();
  Optional<String> offered = Optional.empty();

  @Override
  public Optional<String> trusted() {
    return trusted;
  }

  @Override
  public void trustFirst(String sha256) {
    trusted = Optional.of(sha256);
  }

  @Override
  public void offered(String sha256) {
    offered = Optional.of(sha256);
  }
}
