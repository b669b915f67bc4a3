package org.lifeboot.manager.store;

import java.util.function.Consumer;
import java.util.function.Function;

/// The one door to the store. Thread-safe.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Database implements AutoCloseable {

  /// Reads, in one consistent view.
  ///
  /// @param doing what is being done, for the error: "list the servers"
  public <T> T read(String doing, Function<Transaction, T> work) {
    throw new UnsupportedOperationException();
  }

  /// Reads and writes; all of it is stored, or nothing.
  ///
  /// @param doing what is being done, for the error: "store the server"
  public <T> T write(String doing, Function<Transaction, T> work) {
    throw new UnsupportedOperationException();
  }

  /// [#write] without a result.
  public void change(String doing, Consumer<Transaction> work) {
    throw new UnsupportedOperationException();
  }

  public Dialect dialect() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
