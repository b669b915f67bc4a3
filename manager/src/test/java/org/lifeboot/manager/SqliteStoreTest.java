package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class SqliteStoreTest extends StoreContract {

  @TempDir Path folder;

  @Override
  StoreSettings settings() {
    return TestStores.sqlite(folder);
  }

  @Test
  void aFullDiskIsNamedAndNothingIsHalfStored() {
    try (Database database = Database.open(TestStores.sqlite(own()))) {
      database.change(
          "fill", transaction -> transaction.handle().execute("pragma max_page_count = 80"));
      Audit audit = new Audit(database, Clock.systemUTC());

      assertThatThrownBy(
              () ->
                  database.change(
                      "write a long story",
                      transaction -> {
                        for (int i = 0; i < 2000; i++) {
                          audit.add(transaction, Who.MANAGER, "line", "", "x".repeat(1500));
                        }
                      }))
          .isInstanceOfSatisfying(
              StoreException.class,
              failure -> {
                assertThat(failure.problem().code()).isEqualTo(ProblemCode.STORE_FULL);
                assertThat(failure).hasMessageContaining("write a long story");
              });
      assertThat(audit.newest(10)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Files.createDirectories(own());
    Files.writeString(own().resolve("lifeboot.db"), "not a database, but long enough".repeat(99));

    assertThatThrownBy(() -> Database.open(TestStores.sqlite(own())))
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.reason()).isEqualTo(StoreException.Reason.CORRUPT));
  }

  /// Not the one that the contract has opened.
  private Path own() {
    return folder.resolve("own");
  }
}
