package org.lifeboot.manager.agentlink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.manager.store.Keepsakes;

/// The Agent door's private key and self-signed certificate: made once, kept in the store, shared
/// by all Managers. Agents accept this one certificate and no other, whatever name it carries.
///
/// The password of the key store protects nothing: who reads the store has both.
///
/// @param keyStore PKCS #12
public record DoorKey(KeyStore keyStore) {

  /// Of [#keyStore].
  static final String PASSWORD = "lifeboot";

  private static final String ALIAS = "agent-door";
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 4000);

  /// The key in the store, made when there is none yet.
  public static DoorKey of(Keepsakes keepsakes) {
    return read(keepsakes.get("agent-door-pkcs12", DoorKey::made));
  }

  private static DoorKey read(String base64) {
    try {
      KeyStore keyStore = KeyStore.getInstance("PKCS12");
      byte[] bytes = Base64.getDecoder().decode(base64);
      keyStore.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
      return new DoorKey(keyStore);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read the Agent door's key from the store", e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the Agent door's key from the store", e);
    }
  }

  /// TLS with this key.
  public SslContextFactory.Server tls() {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(keyStore);
    tls.setKeyStorePassword(PASSWORD);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return tls;
  }

  /// SHA-256 of the certificate (DER), 64 hexadecimal digits: what Agents are told to accept.
  public String certificateSha256() {
    try {
      byte[] der = keyStore.getCertificate(ALIAS).getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read the Agent door's certificate", e);
    }
  }

  private static String made() {
    try {
      Path folder = Files.createTempDirectory("lifeboot-key");
      Path file = folder.resolve("door.p12");
      try {
        run(keytool(file));
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the Agent door's key", e);
    }
  }

  /// keytool(1) of the running Java, which has no public API to make a certificate.
  private static List<String> keytool(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "3650",
        "-dname",
        "CN=Lifeboot Manager",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        file.toString());
  }

  private static void run(List<String> command) {
    try {
      Outcome outcome = Programs.run(command, LIMITS);
      if (!(outcome instanceof Outcome.Exited(int code, String _) && code == 0)) {
        throw new IllegalStateException(
            "could not make the Agent door's key by keytool: " + outcome);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while making the Agent door's key");
    }
  }
}
