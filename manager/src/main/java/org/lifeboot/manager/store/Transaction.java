package org.lifeboot.manager.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// A transaction that is under way. Belongs to one thread.
public final class Transaction {

  private final Handle handle;
  private final Dialect dialect;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /// For SQL.
  public Handle handle() {
    return handle;
  }

  public Dialect dialect() {
    return dialect;
  }

  /// To be run once all of it is stored; not at all if it is not.
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
