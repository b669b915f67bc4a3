package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.power.PowerVault;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;
import picocli.CommandLine;

/// `./lifeboot manager rekey`, on a data folder as an operator has it.
final class RekeyTest {

  private static final String IPMI =
      "{\"driver\":\"ipmi\",\"address\":\"127.0.0.1:1\",\"user\":\"root\",\"cipherSuite\":3,\"firmware\":\"uefi\"}";

  @TempDir private Path folder;
  private Database database;
  private Vault vault;
  private PowerVault secrets;

  @BeforeEach
  void aServerWithAPassword() throws IOException {
    KeyFile file = new KeyFile(folder.resolve("secret.key"));
    file.make();
    vault = new Vault(file);
    database = Database.open(new StoreSettings.Sqlite(folder));
    secrets = new PowerVault(database, vault);
    Clock clock = Clock.systemUTC();
    new Servers(
            database, new Audit(database, clock), new PowerDrivers(database, vault, clock), clock)
        .add(
            new ServerDraft(
                "web-1",
                List.of(new MacAddress("52:54:00:00:00:01")),
                "a@example.org",
                IPMI,
                Optional.empty()),
            Map.of("ipmi.password", "calvin"),
            new Who("tester", "192.0.2.7"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private int rekey(String... options) {
    CommandLine line = new CommandLine(new RekeyCommand());
    String[] arguments = new String[options.length + 2];
    arguments[0] = "--data";
    arguments[1] = folder.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return line.execute(arguments);
  }

  @Test
  void everythingIsSealedWithTheNewKeyAndTheOldOneCanBeForgotten() throws IOException {
    String old = vault.sealingKey();

    assertThat(rekey("--forget")).isZero();

    assertThat(vault.sealingKey()).isNotEqualTo(old);
    assertThat(secrets.keysInUse()).containsExactly(vault.sealingKey());
  }

  @Test
  void preparedItChangesNothingYet() throws IOException {
    String old = vault.sealingKey();

    assertThat(rekey("--prepare")).isZero();

    assertThat(vault.sealingKey()).isEqualTo(old);
    assertThat(secrets.keysInUse()).containsExactly(old);
  }

  @Test
  void whatWasStoppedInBetweenIsCarriedOn() throws IOException {
    vault.prepare();
    vault.turn();

    assertThat(rekey()).isZero();

    assertThat(secrets.keysInUse()).containsExactly(vault.sealingKey());
  }

  @Test
  void aLostKeyIsToldAndWhatIsSealedWithItStays() throws IOException {
    String lost = vault.sealingKey();
    Files.delete(folder.resolve("secret.key"));

    assertThat(rekey()).isEqualTo(1);
    assertThat(rekey("--new")).isZero();
    assertThat(rekey()).isEqualTo(1);
    assertThat(secrets.keysInUse()).containsExactly(lost);
  }
}
