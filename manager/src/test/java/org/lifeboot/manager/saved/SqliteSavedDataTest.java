package org.lifeboot.manager.saved;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class SqliteSavedDataTest extends SavedDataContract {

  @TempDir Path folder;

  @Override
  StoreSettings settings() {
    return TestStores.sqlite(folder);
  }
}
