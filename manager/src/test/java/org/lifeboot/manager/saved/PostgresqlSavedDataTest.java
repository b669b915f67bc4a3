package org.lifeboot.manager.saved;

import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class PostgresqlSavedDataTest extends SavedDataContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }
}
