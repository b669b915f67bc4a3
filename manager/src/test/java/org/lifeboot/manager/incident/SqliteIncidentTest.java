package org.lifeboot.manager.incident;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class SqliteIncidentTest extends IncidentContract {

  @TempDir Path folder;

  @Override
  StoreSettings settings() {
    return TestStores.sqlite(folder);
  }
}
