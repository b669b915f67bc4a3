package org.lifeboot.manager;

import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class PostgresqlStoreTest extends StoreContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }
}
