package org.lifeboot.manager.check;

import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class PostgresqlRepairTest extends RepairContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }
}
