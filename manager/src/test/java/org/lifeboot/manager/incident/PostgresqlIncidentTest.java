package org.lifeboot.manager.incident;

import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

final class PostgresqlIncidentTest extends IncidentContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }
}
