package org.lifeboot.manager.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.secret.Vault.Place;

final class VaultTest {

  private static final Place WEB = new Place("web-1", "ipmi.password");

  @TempDir private Path folder;
  private KeyFile file;
  private Vault vault;

  @BeforeEach
  void makeKey() throws IOException {
    file = new KeyFile(folder.resolve("etc/secret.key"));
    file.make();
    vault = new Vault(file);
  }

  @Test
  void whatIsSealedComesOutAgainAndIsNotSeenInBetween() throws Vault.NoKey {
    String stored = vault.seal("hunter2", WEB);

    assertThat(stored).startsWith("v1:").doesNotContain("hunter2");
    assertThat(vault.open(stored, WEB)).isEqualTo(new Opened.Text("hunter2"));
    assertThat(new Opened.Text("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void twoOfTheSameLookDifferent() throws Vault.NoKey {
    assertThat(vault.seal("hunter2", WEB)).isNotEqualTo(vault.seal("hunter2", WEB));
  }

  @Test
  void aSecretMovedToAnotherServerOrFieldDoesNotOpen() throws Vault.NoKey {
    String stored = vault.seal("hunter2", WEB);

    assertThat(vault.open(stored, new Place("web-2", "ipmi.password")))
        .isInstanceOf(Opened.Unreadable.class);
    assertThat(vault.open(stored, new Place("web-1", "redfish.password")))
        .isInstanceOf(Opened.Unreadable.class);
  }

  @Test
  void aChangedByteDoesNotOpen() throws Vault.NoKey {
    String stored = vault.seal("hunter2", WEB);
    String changed =
        stored.substring(0, 20) + (stored.charAt(20) == 'A' ? 'B' : 'A') + stored.substring(21);

    assertThat(vault.open(changed, WEB)).isInstanceOf(Opened.Unreadable.class);
  }

  @Test
  void theKeyFileIsForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.readableByOthers()).isFalse();
  }

  @Test
  void aLostKeyFileIsToldWithTheWayOutAndNothingIsLost() throws Exception {
    String stored = vault.seal("hunter2", WEB);
    Path copy = folder.resolve("copy");
    Files.move(file.path(), copy);

    assertThat(vault.open(stored, WEB))
        .isInstanceOfSatisfying(
            Opened.Unreadable.class,
            lost -> assertThat(lost.why()).contains("it is not there", "Put the right key file"));
    assertThatThrownBy(() -> vault.seal("more", WEB)).isInstanceOf(Vault.NoKey.class);

    Files.move(copy, file.path());
    assertThat(vault.open(stored, WEB)).isEqualTo(new Opened.Text("hunter2"));
  }

  @Test
  void anotherKeyFileSaysWhichKeyIsMissing() throws Exception {
    String stored = vault.seal("hunter2", WEB);
    Files.delete(file.path());
    file.make();

    assertThat(vault.open(stored, WEB))
        .isInstanceOfSatisfying(
            Opened.Unreadable.class,
            lost -> assertThat(lost.why()).contains(stored.substring(3, 11)));
  }

  @Test
  void afterAChangeOfKeysTheOldSecretsStillOpenAndTheNewKeySeals() throws Exception {
    String old = vault.seal("hunter2", WEB);
    vault.prepare();
    String meanwhile = vault.seal("hunter3", WEB);
    vault.turn();
    String anew = vault.seal("hunter4", WEB);

    assertThat(Vault.keyOf(meanwhile)).isEqualTo(Vault.keyOf(old));
    assertThat(Vault.keyOf(anew)).contains(vault.sealingKey()).isNotEqualTo(Vault.keyOf(old));
    assertThat(vault.open(old, WEB)).isEqualTo(new Opened.Text("hunter2"));
  }

  @Test
  void turningTwiceIsTurningOnce() throws Exception {
    vault.prepare();
    vault.prepare();
    vault.turn();
    String key = vault.sealingKey();
    vault.turn();

    assertThat(vault.sealingKey()).isEqualTo(key);
  }

  @Test
  void anOldKeyIsForgottenOnlyWhenNothingIsSealedWithIt() throws Exception {
    String old = vault.seal("hunter2", WEB);
    vault.prepare();
    vault.turn();

    vault.forgetAllBut(List.of(Vault.keyOf(old).orElseThrow()));
    assertThat(vault.open(old, WEB)).isInstanceOf(Opened.Text.class);
    vault.forgetAllBut(List.of());
    assertThat(vault.open(old, WEB)).isInstanceOf(Opened.Unreadable.class);
  }

  @Test
  void aBrokenKeyFileIsToldWithoutWhatStandsInIt() throws Exception {
    Files.writeString(file.path(), "0a0b0c0d c2VjcmV0\n");

    assertThatThrownBy(() -> vault.seal("x", WEB))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("c2VjcmV0");
  }
}
