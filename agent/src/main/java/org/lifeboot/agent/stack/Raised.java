package org.lifeboot.agent.stack;

import java.util.Optional;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.stack.Ledger.Entry;

/// Something that is up, with the number of its users. Not thread-safe.
final class Raised {
  private final Layer layer;
  private final String path;
  private final Optional<Entry> entry;
  private final Optional<Claim> claim;
  private int users;

  Raised(Layer layer, String path, Optional<Entry> entry, Optional<Claim> claim) {
    this.layer = layer;
    this.path = path;
    this.entry = entry;
    this.claim = claim;
  }

  Layer layer() {
    return layer;
  }

  /// Where it is: `/dev/md64`.
  String path() {
    return path;
  }

  /// What undoes it, where something must.
  Optional<Entry> entry() {
    return entry;
  }

  Optional<Claim> claim() {
    return claim;
  }

  void use() {
    users++;
  }

  /// One user goes.
  ///
  /// @return whether others are left
  boolean leave() {
    return --users > 0;
  }
}
