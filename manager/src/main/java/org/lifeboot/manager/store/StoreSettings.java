package org.lifeboot.manager.store;

import java.nio.file.Path;

/// Where the store is.
public sealed interface StoreSettings {

  /// One file, `lifeboot.db`, in this folder.
  record Sqlite(Path folder) implements StoreSettings {}

  /// A server, shared by several Managers.
  ///
  /// @param url `jdbc:postgresql://host/database`
  record Postgresql(String url, String user, String password) implements StoreSettings {
    @Override
    public String toString() {
      return "Postgresql[" + url + "]";
    }
  }
}
