package org.lifeboot.manager.session;

import java.time.Clock;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.TestStores;

/// With two Managers on one database: they act as one.
final class PostgresqlMemtestTest extends MemtestContract {

  @Override
  StoreSettings settings() {
    return TestStores.postgresql();
  }

  @Override
  SessionWorld second(SessionWorld first, StoreSettings settings) {
    return SessionWorld.open(settings, Clock.systemUTC());
  }

  @Override
  void closeSecond(SessionWorld second) {
    second.close();
  }
}
