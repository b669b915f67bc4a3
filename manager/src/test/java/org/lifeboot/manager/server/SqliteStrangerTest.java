package org.lifeboot.manager.server;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class SqliteStrangerTest extends StrangerContract {

  @TempDir Path folder;

  @Override
  StoreSettings settings() {
    return TestStores.sqlite(folder);
  }
}
