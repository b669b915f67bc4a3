package org.lifeboot.manager.agentlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelfSignedTest {

  private static final Instant FROM = Instant.parse("2049-12-31T23:59:59Z");
  private static final Instant UNTIL = Instant.parse("2051-01-02T03:04:05Z");

  private final KeyPair key = key();

  private static KeyPair key() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// As whoever gets its bytes reads it.
  private X509Certificate read(String name) throws Exception {
    byte[] bytes = SelfSigned.of(key, name, FROM, UNTIL).getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  @Test
  void itIsSignedByItsOwnKey() throws Exception {
    var certificate = read("Lifeboot Manager");

    certificate.verify(key.getPublic());
    assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSerialNumber().signum()).isPositive();
  }

  @Test
  void itsNameMayBeLongAndOfAnyScript() throws Exception {
    var name = "Управление ".repeat(20).strip();

    assertThat(read(name).getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
    assertThat(read(name).getIssuerX500Principal()).isEqualTo(read(name).getSubjectX500Principal());
  }

  @Test
  void itsTimesHaveTheFormOfTheirCentury() throws Exception {
    var certificate = read("any");

    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(FROM);
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(UNTIL);
  }

  @Test
  void noTwoHaveTheSameNumber() throws Exception {
    assertThat(read("any").getSerialNumber()).isNotEqualTo(read("any").getSerialNumber());
  }
}
