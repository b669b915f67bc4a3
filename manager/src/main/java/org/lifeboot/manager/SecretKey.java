package org.lifeboot.manager;

import java.io.IOException;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Keepsakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key file of this Manager. It is made once for a store; after that a missing one is never
/// replaced in silence, since what is sealed could not be opened any more.
final class SecretKey {

  private static final Logger LOG = LoggerFactory.getLogger(SecretKey.class);

  private SecretKey() {}

  static KeyFile file(Configuration configuration) {
    String set = configuration.text(Setting.SECRET_KEY_FILE);
    return new KeyFile(
        set.isEmpty()
            ? configuration.folder().resolve("secret.key")
            : configuration.path(Setting.SECRET_KEY_FILE).toAbsolutePath());
  }

  static Vault of(Configuration configuration, Database database) {
    KeyFile file = file(configuration);
    boolean first = new Keepsakes(database).isNew("secret.key", "made");
    if (!file.exists()) {
      makeOrWarn(file, first);
    } else if (file.readableByOthers()) {
      LOG.warn("others may read the key file {}: chmod 600 it", file.path());
    }
    return new Vault(file);
  }

  private static void makeOrWarn(KeyFile file, boolean first) {
    if (!first) {
      LOG.warn(
          "the key file {} is missing: passwords of management controllers cannot be read until it is"
              + " back (or copy another Manager's)",
          file.path());
      return;
    }
    try {
      file.make();
    } catch (IOException e) {
      throw new StartFailed("could not make the key file " + file.path() + ": " + e.getMessage());
    }
  }
}
