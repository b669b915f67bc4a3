package org.lifeboot.lab.board;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;

/// A self-signed certificate in somebody else's name, as boards come with. Stateless.
final class BoardCertificate {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String PASSWORD = "changeit";

  private BoardCertificate() {}

  static SSLContext make(Path folder) throws IOException {
    Path file = folder.resolve("board.p12");
    var _ = Tool.output(LIMIT, command(file));
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new LabException("cannot use the key in " + file, e);
    }
  }

  private static List<String> command(Path file) {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    return List.of(
        keytool,
        "-genkeypair",
        "-alias",
        "board",
        "-keyalg",
        "EC",
        "-dname",
        "CN=board",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        file.toString());
  }
}
