package org.lifeboot.manager.mail;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;

/// A certificate for `localhost`, made by openssl for one test.
///
/// @param trusted makes connections that trust this certificate alone
record TestCertificate(Path certificate, Path key, SSLSocketFactory trusted) {

  static TestCertificate in(Path folder) throws Exception {
    var certificate = folder.resolve("cert.pem");
    var key = folder.resolve("key.pem");
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    try (var stream = Files.newInputStream(certificate)) {
      return new TestCertificate(certificate, key, trusting(stream));
    }
  }

  /// Makes GreenMail servers that are started from now on use it.
  void useInGreenMail() throws Exception {
    var store = certificate.resolveSibling("store.p12");
    openssl(
        "pkcs12",
        "-export",
        "-in",
        certificate.toString(),
        "-inkey",
        key.toString(),
        "-out",
        store.toString(),
        "-passout",
        "pass:changeit");
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
  }

  private static void openssl(String... arguments) throws InterruptedException {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    var outcome = Programs.run(command, new Limits(Duration.ofSeconds(20), 4000));
    if (!(outcome instanceof Outcome.Exited(int code, String _) && code == 0)) {
      throw new IllegalStateException("openssl: " + outcome);
    }
  }

  private static SSLSocketFactory trusting(InputStream certificate) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "test", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
