package org.lifeboot.manager.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.lifeboot.manager.store.StoreSettings.Postgresql;
import org.lifeboot.manager.store.StoreSettings.Sqlite;

/// Real stores for tests: a SQLite file, and a PostgreSQL server that all tests of one run share, a
/// database of its own for each.
public final class TestStores {

  private TestStores() {}

  /// A new SQLite store in this folder.
  public static StoreSettings sqlite(Path folder) {
    return new Sqlite(folder);
  }

  /// A new, empty database on a real PostgreSQL server.
  public static synchronized StoreSettings postgresql() {
    String name = "lifeboot_" + Long.toHexString(System.nanoTime());
    try (Connection connection = Server.ONLY.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Postgresql(Server.ONLY.getJdbcUrl("postgres", name), "postgres", "postgres");
  }

  private static final class Server {
    static final EmbeddedPostgres ONLY = started();

    private static EmbeddedPostgres started() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
