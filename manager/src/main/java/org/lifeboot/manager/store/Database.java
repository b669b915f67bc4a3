package org.lifeboot.manager.store;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The one door to the store. Thread-safe.
public final class Database implements AutoCloseable {

  private static final int TRIES = 20;

  private final Pools pools;
  private final Jdbi writers;
  private final Jdbi readers;

  private Database(Pools pools) {
    this.pools = pools;
    this.writers = jdbi(pools.writers());
    this.readers = jdbi(pools.readers());
  }

  /// Opens the store, made or brought up to date where needed.
  ///
  /// @throws StoreException it cannot be opened
  public static Database open(StoreSettings settings) {
    try {
      return new Database(Pools.open(settings));
    } catch (RuntimeException e) {
      throw StoreException.of("open the store " + settings, e);
    }
  }

  private static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true));
  }

  public Dialect dialect() {
    return pools.dialect();
  }

  /// Reads, in one consistent view.
  ///
  /// @param doing what is being done, for the error: "list the servers"
  public <T> T read(String doing, Function<Transaction, T> work) {
    try {
      return switch (dialect()) {
        case SQLITE -> readers.inTransaction(handle -> work.apply(on(handle)));
        case POSTGRESQL ->
            readers.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> work.apply(on(handle)));
      };
    } catch (JdbiException e) {
      throw StoreException.of(doing, e);
    }
  }

  /// Reads and writes; all of it is stored, or nothing. The work is done again when somebody else
  /// changed the same thing in between, so it must have no effect but on the store.
  ///
  /// @param doing what is being done, for the error: "store the server"
  public <T> T write(String doing, Function<Transaction, T> work) {
    for (int tries = 1; ; tries++) {
      Optional<Written<T>> written = tryOnce(doing, work, tries == TRIES);
      if (written.isPresent()) {
        written.get().transaction.committed();
        return written.get().result;
      }
    }
  }

  /// [#write] without a result.
  public void change(String doing, Consumer<Transaction> work) {
    write(
        doing,
        transaction -> {
          work.accept(transaction);
          return true;
        });
  }

  private <T> Optional<Written<T>> tryOnce(
      String doing, Function<Transaction, T> work, boolean last) {
    try {
      return Optional.of(
          writers.inTransaction(
              handle -> {
                Transaction transaction = on(handle);
                return new Written<>(transaction, work.apply(transaction));
              }));
    } catch (ChangedMeanwhile e) {
      if (last) {
        throw new StoreException(StoreException.Reason.CONFLICT, doing, e);
      }
      return Optional.empty();
    } catch (JdbiException e) {
      StoreException failure = StoreException.of(doing, e);
      if (last || failure.reason() != StoreException.Reason.CONFLICT) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private Transaction on(Handle handle) {
    return new Transaction(handle, dialect());
  }

  @Override
  public void close() {
    pools.close();
  }

  private record Written<T>(Transaction transaction, T result) {}
}
