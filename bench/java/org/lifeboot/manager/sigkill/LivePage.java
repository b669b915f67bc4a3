package org.lifeboot.manager.sigkill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The owner's page of a session, read as a browser would: logged in by the rescue link, then its
/// event stream.
final class LivePage {

  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final URI root;
  private final String path;

  LivePage(URI root, String session) {
    this.root = root;
    this.path = "/rescue/" + session;
  }

  void logIn(String password) throws IOException, InterruptedException {
    Matcher csrf = CSRF.matcher(text(get(path)));
    if (!csrf.find()) {
      throw new IOException("the rescue page has no form");
    }
    var request =
        HttpRequest.newBuilder(root.resolve(path + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "csrf=" + encoded(csrf.group(1)) + "&password=" + encoded(password)))
            .build();
    var answer = browser.send(request, BodyHandlers.discarding());
    if (answer.statusCode() >= 400) {
      throw new IOException("logging in by the rescue link: " + answer.statusCode());
    }
  }

  /// Follows the tab's event stream until it ends.
  void follow(Seen seen) {
    try {
      var answer =
          browser.send(get(path + "/checks/processors/live"), BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        var event = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.isEmpty()) {
            seen.in(event.toString(), Seen.nowMillis());
            event.setLength(0);
          }
          event.append(line).append('\n');
        }
      }
    } catch (IOException | InterruptedException _) {
      // the Manager has ended
    }
  }

  private HttpRequest get(String where) {
    return HttpRequest.newBuilder(root.resolve(where)).build();
  }

  private String text(HttpRequest request) throws IOException, InterruptedException {
    return browser.send(request, BodyHandlers.ofString()).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
