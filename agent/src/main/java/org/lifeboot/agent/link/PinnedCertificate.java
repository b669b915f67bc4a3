package org.lifeboot.agent.link;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts one certificate, known by its SHA-256, whatever its name, dates (the rescue system's
/// clock may be wrong) and issuer. The TLS handshake itself proves that the other end has its
/// private key.
///
/// An extended trust manager, because the JDK checks the host name itself around a plain one.
public final class PinnedCertificate extends X509ExtendedTrustManager {

  private final byte[] sha256;

  /// @param sha256 64 hexadecimal digits
  public PinnedCertificate(String sha256) {
    this.sha256 = HexFormat.of().parseHex(sha256.toLowerCase(Locale.ROOT));
    if (this.sha256.length != 32) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("preparing TLS", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("the Manager showed no certificate");
    }
    byte[] shown;
    try {
      shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("reading the Manager's certificate", e);
    }
    if (!MessageDigest.isEqual(shown, sha256)) {
      throw new CertificateException(
          "this is not the Manager that booted this server: its certificate's SHA-256 is %s, not %s"
              .formatted(HexFormat.of().formatHex(shown), HexFormat.of().formatHex(sha256)));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("the Agent serves nobody");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
