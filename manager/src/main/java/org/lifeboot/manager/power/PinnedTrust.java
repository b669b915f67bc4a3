package org.lifeboot.manager.power;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the certificate that was seen at the first use, and no other. Controllers sign their own,
/// with whatever name; so neither chain nor name is looked at.
final class PinnedTrust extends X509ExtendedTrustManager {

  private final Pin pin;

  PinnedTrust(Pin pin) {
    this.pin = pin;
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS does not work in this Java", e);
    }
  }

  /// The certificate is another one than at the first use.
  static final class Changed extends CertificateException {
    private static final long serialVersionUID = 1;

    Changed(String trusted, String now) {
      super(
          "its certificate has changed: trusted is SHA-256 "
              + trusted
              + ", and now it shows "
              + now);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    String now = sha256(chain[0]);
    Optional<String> trusted = pin.trusted();
    if (trusted.isEmpty()) {
      pin.trustFirst(now);
    } else if (!trusted.get().equals(now)) {
      pin.offered(now);
      throw new Changed(trusted.get(), now);
    }
  }

  private static String sha256(X509Certificate certificate) throws CertificateEncodingException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody is a client here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("nobody is a client here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("nobody is a client here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
