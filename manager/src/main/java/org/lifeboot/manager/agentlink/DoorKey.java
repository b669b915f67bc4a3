package org.lifeboot.manager.agentlink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.jetty.util.ssl.SslContextFactory;
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
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /// A machine whose clock is behind must be let in too.
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

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
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Instant now = Instant.now();
      Certificate certificate =
          SelfSigned.of(pair, "Lifeboot Manager", now.minus(CLOCKS_DIFFER), now.plus(VALIDITY));
      KeyStore store = KeyStore.getInstance("PKCS12");
      char[] password = PASSWORD.toCharArray();
      store.load(null, password);
      store.setKeyEntry(ALIAS, pair.getPrivate(), password, new Certificate[] {certificate});
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not make the Agent door's key", e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the Agent door's key", e);
    }
  }
}
