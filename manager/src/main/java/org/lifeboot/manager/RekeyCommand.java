package org.lifeboot.manager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.lifeboot.manager.power.PowerVault;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Keepsakes;
import org.lifeboot.manager.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Changes the key that secrets are sealed with. Whatever stops it in between, nothing is lost: the
/// key file holds the old key and the new one until everything is sealed anew, and running it again
/// carries on.
@Command(
    name = "manager rekey",
    description = {
      "Makes a new key and seals all passwords of management controllers anew with it. The Manager may"
          + " run meanwhile.",
      "With several Managers: --prepare first, bring the key file to all of them, then rekey on one, and"
          + " bring the file to the others again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RekeyCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "The data folder.")
  private Path data = Path.of(".");

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "As with the Manager itself.")
  private Map<String, String> overrides = new TreeMap<>();

  @Option(
      names = "--prepare",
      description = "Only add a new key that opens but does not seal yet; for several Managers.")
  private boolean prepare;

  @Option(
      names = "--forget",
      description = "Also drop old keys that nothing is sealed with any more.")
  private boolean forget;

  @Option(
      names = "--new",
      description =
          "The key file is lost: make a new one. Passwords sealed with the lost key must be entered"
              + " again.")
  private boolean anew;

  @Override
  public Integer call() {
    try {
      Configuration configuration =
          Configuration.load(data.toAbsolutePath().normalize(), overrides);
      try (Database database = Database.open(configuration.store())) {
        return run(SecretKey.file(configuration), database);
      }
    } catch (StartFailed | StoreException | IOException e) {
      System.err.println("Nothing was lost, and not all was done: " + e.getMessage());
      return 1;
    }
  }

  private int run(KeyFile file, Database database) throws IOException {
    Vault vault = new Vault(file);
    if (anew) {
      file.make();
      new Keepsakes(database).isNew("secret.key", "made");
      System.out.println("Made " + file.path() + "; keep a copy of it apart from the database's.");
      return 0;
    }
    vault.prepare();
    if (prepare) {
      System.out.println("A new key stands in " + file.path() + ". Copy the file to all Managers,");
      System.out.println("then run this again without --prepare.");
      return 0;
    }
    vault.turn();
    return reseal(vault, new PowerVault(database, vault));
  }

  private int reseal(Vault vault, PowerVault secrets) throws IOException {
    String key = vault.sealingKey();
    PowerVault.Resealed resealed = secrets.reseal(key);
    System.out.println("Sealed anew with the key " + key + ": " + resealed.done() + ".");
    if (forget) {
      vault.forgetAllBut(secrets.keysInUse());
    }
    if (resealed.unreadable() == 0) {
      return 0;
    }
    System.out.println(
        resealed.unreadable()
            + " could not be opened and stay as they are: their key is not in the file. The servers'"
            + " power test says which.");
    return 1;
  }
}
