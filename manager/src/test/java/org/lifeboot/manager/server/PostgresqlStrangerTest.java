package org.lifeboot.manager.server;

import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class PostgresqlStrangerTest extends StrangerContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }
}
