package org.lifeboot.lab.manager;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Judges a server by the SHA-256 of its certificate alone, whatever name it carries.
public final class Fingerprints extends X509ExtendedTrustManager {

  /// Whether a certificate is trusted.
  @FunctionalInterface
  public interface Judge {
    /// Refuses it by throwing.
    ///
    /// @param sha256 64 hexadecimal digits
    void judge(String sha256) throws CertificateException;
  }

  private final Judge judge;

  private Fingerprints(Judge judge) {
    this.judge = judge;
  }

  /// TLS with a judge of its own.
  public static SSLContext context(Judge judge) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Fingerprints(judge)}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /// Trusts one certificate and no other: what a person does who compares what the browser shows
  /// with what stands on the screen.
  static SSLContext only(String sha256) {
    var wanted = sha256.replace(":", "").toLowerCase(Locale.ROOT);
    return context(
        shown -> {
          if (!shown.equals(wanted)) {
            throw new CertificateException("another certificate than the one on the console");
          }
        });
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
      judge.judge(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new CertificateException(e);
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
    throw new CertificateException("there are no clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
