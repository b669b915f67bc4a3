package org.lifeboot.manager.power;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Programs;

/// HTTPS on the loopback as management controllers have it: with a self-signed certificate for some
/// other name.
final class BmcHttps implements AutoCloseable {

  static final String PASSWORD = "not-in-a-log";
  static final String MEDIUM = "http://192.0.2.1/rescue.iso";

  private final HttpsServer server;

  /// @param folder where the key is, or is put
  BmcHttps(Path folder, HttpHandler handler) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler);
    server.start();
  }

  private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("bmc.p12");
    if (!Files.exists(file)) {
      makeKey(file);
    }
    KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static void makeKey(Path file) {
    try {
      Programs.run(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "bmc",
              "-keyalg",
              "EC",
              "-dname",
              "CN=some-other-name",
              "-validity",
              "2",
              "-storetype",
              "PKCS12",
              "-storepass",
              "changeit",
              "-keystore",
              file.toString()),
          new Limits(Duration.ofSeconds(60), 4000));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param system the id of the system; empty: the only one
  PowerSettings.Redfish settings(String system) {
    return new PowerSettings.Redfish(
        "127.0.0.1:" + server.getAddress().getPort(), "lifeboot", system, MEDIUM);
  }

  static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
