package org.lifeboot.manager.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The connections: on SQLite one writer and some readers, on PostgreSQL one pool for both.
record Pools(Dialect dialect, HikariDataSource writers, HikariDataSource readers) {

  static Pools open(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Sqlite(Path folder) -> sqlite(folder);
      case StoreSettings.Postgresql postgresql -> postgresql(postgresql);
    };
  }

  void close() {
    readers.close();
    writers.close();
  }

  private static Pools sqlite(Path folder) {
    Path file = folder.resolve("lifeboot.db");
    keepToOneself(folder);
    migrate(sqlite(file, TransactionMode.DEFERRED));
    return new Pools(
        Dialect.SQLITE,
        pool("writer", 1, sqlite(file, TransactionMode.IMMEDIATE), ""),
        pool("readers", 4, sqlite(file, TransactionMode.DEFERRED), "pragma query_only = true"));
  }

  // The driver unpacks its native library: not into /tmp, which may be mounted noexec.
  private static void keepToOneself(Path folder) {
    try {
      Path temporary = folder.resolve("tmp");
      Files.createDirectories(temporary);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      if (System.getProperty("org.sqlite.tmpdir") == null) {
        System.setProperty("org.sqlite.tmpdir", temporary.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SQLiteDataSource sqlite(Path file, TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static Pools postgresql(StoreSettings.Postgresql settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setConnectTimeout(10);
    source.setSocketTimeout(30);
    migrate(source);
    HikariDataSource pool = pool("postgresql", 10, source, "");
    return new Pools(Dialect.POSTGRESQL, pool, pool);
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Pools.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db")
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static HikariDataSource pool(String name, int size, DataSource source, String first) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(20_000);
    config.setDataSource(source);
    if (!first.isEmpty()) {
      config.setConnectionInitSql(first);
    }
    return new HikariDataSource(config);
  }
}
