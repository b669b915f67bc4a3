package org.lifeboot.manager.session;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class SqliteMemtestTest extends MemtestContract {

  @TempDir Path folder;

  @Override
  StoreSettings settings() {
    return TestStores.sqlite(folder);
  }

  @Override
  SessionWorld second(SessionWorld first, StoreSettings settings) {
    return first;
  }

  @Override
  void closeSecond(SessionWorld second) {}
}
