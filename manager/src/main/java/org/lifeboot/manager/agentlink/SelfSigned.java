package org.lifeboot.manager.agentlink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Makes a self-signed X.509 certificate (RFC 5280, 4.1) of an EC key. Java has no public API for
/// it, and its program keytool is another Java to start, which takes long on a slow machine.
final class SelfSigned {

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int VERSION = 0xa0;

  /// 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, 3.2), and 2.5.4.3, commonName.
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
  };

  private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

  /// Times from 2050 on have this form, and earlier ones may not (RFC 5280, 4.1.2.5).
  private static final int UTC_TIME = 0x17;

  private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

  private SelfSigned() {}

  /// @param name its subject and issuer
  static Certificate of(KeyPair key, String name, Instant from, Instant until)
      throws GeneralSecurityException {
    byte[] algorithm = tagged(SEQUENCE, tagged(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
    byte[] subject = name(name);
    byte[] signed =
        tagged(
            SEQUENCE,
            tagged(VERSION, tagged(INTEGER, (byte) 2)),
            tagged(INTEGER, new BigInteger(127, new SecureRandom()).setBit(126).toByteArray()),
            algorithm,
            subject,
            tagged(SEQUENCE, time(from), time(until)),
            subject,
            key.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.getPrivate());
    signature.update(signed);
    byte[] certificate =
        tagged(
            SEQUENCE,
            signed,
            algorithm,
            tagged(BIT_STRING, joined(new byte[] {0}, signature.sign())));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] name(String commonName) {
    return tagged(
        SEQUENCE,
        tagged(
            SET,
            tagged(
                SEQUENCE,
                tagged(OBJECT_IDENTIFIER, COMMON_NAME),
                tagged(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
  }

  private static byte[] time(Instant time) {
    boolean late = !time.isBefore(YEAR_2050);
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern(late ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    return tagged(
        late ? GENERALIZED_TIME : UTC_TIME, form.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /// DER (X.690): a tag, the length, the content.
  private static byte[] tagged(int tag, byte[]... parts) {
    byte[] content = joined(parts);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.length < 0x80) {
      all.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int skipped = length[0] == 0 ? 1 : 0;
      all.write(0x80 | (length.length - skipped));
      all.write(length, skipped, length.length - skipped);
    }
    all.writeBytes(content);
    return all.toByteArray();
  }

  private static byte[] tagged(int tag, byte one) {
    return tagged(tag, new byte[] {one});
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
