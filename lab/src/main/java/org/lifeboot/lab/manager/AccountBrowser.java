package org.lifeboot.lab.manager;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.lab.process.LabException;

/// A browser in which somebody has logged in with an account.
public final class AccountBrowser implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern FORM_KEY = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

  private final HttpClient http;
  private final URI manager;

  private AccountBrowser(HttpClient http, URI manager) {
    this.http = http;
    this.manager = manager;
  }

  public static AccountBrowser login(URI manager, ManagerProcess.Login login) {
    return login(HttpClient.newBuilder(), manager, login);
  }

  /// With a Manager that has a certificate of its own making.
  ///
  /// @param certificateSha256 as a person has read it, with colons
  public static AccountBrowser login(
      URI manager, ManagerProcess.Login login, String certificateSha256) {
    var tls = Fingerprints.only(certificateSha256);
    return login(HttpClient.newBuilder().sslContext(tls), manager, login);
  }

  private static AccountBrowser login(
      HttpClient.Builder http, URI manager, ManagerProcess.Login login) {
    var browser =
        new AccountBrowser(
            http.cookieHandler(new CookieManager()).connectTimeout(LIMIT).build(), manager);
    browser.logIn(login);
    return browser;
  }

  /// Opens a WebSocket, as a page's script does.
  ///
  /// @param path with its query
  public WebSocket socket(String path, WebSocket.Listener ear) {
    var address = manager.resolve(path).toString().replaceFirst("^http", "ws");
    return http.newWebSocketBuilder()
        .header("Origin", manager.toString())
        .buildAsync(URI.create(address), ear)
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private void logIn(ManagerProcess.Login login) {
    String page = ask(HttpRequest.newBuilder(manager.resolve("/login")).build());
    Matcher key = FORM_KEY.matcher(page);
    if (!key.find()) {
      throw new LabException("the log-in page has no form: " + page);
    }
    String form =
        "csrf=%s&next=&name=%s&password=%s"
            .formatted(encoded(key.group(1)), encoded(login.name()), encoded(login.password()));
    ask(
        HttpRequest.newBuilder(manager.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", manager.toString())
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String ask(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new LabException("the page %s did not open: %s".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while a page was opened", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
