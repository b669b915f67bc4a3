package org.lifeboot.manager.store;

/// Thrown inside [Database#write] when a row is not any more as it was read: the whole work is done
/// again on the new one.
public final class ChangedMeanwhile extends RuntimeException {
  public ChangedMeanwhile(String what) {
    super(what + " was changed by somebody else");
  }
}
