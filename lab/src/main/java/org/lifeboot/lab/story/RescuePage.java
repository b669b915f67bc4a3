package org.lifeboot.lab.story;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lifeboot.lab.process.LabException;

/// The page behind the mail's link, opened by a browser without any log-in: it has cookies, follows
/// redirects and fills in the form that the page shows.
public final class RescuePage {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern FORM =
      Pattern.compile("(?is)<form\\b([^>]*)>((?:(?!</form>).)*?type=\"password\".*?)</form>");
  private static final Pattern INPUT = Pattern.compile("(?is)<input\\b([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(LIMIT)
          .build();
  private final URI link;

  public RescuePage(String link) {
    this.link = URI.create(link);
  }

  /// What the browser shows.
  ///
  /// @param at where redirects have led
  public record Shown(int status, URI at, String html) {
    /// The page's words, without its tags.
    public String text() {
      return html.replaceAll("(?is)<(script|style)\\b.*?</\\1>", " ")
          .replaceAll("<[^>]+>", " ")
          .replace("&nbsp;", " ")
          .replace("&#39;", "'")
          .replace("&#34;", "\"")
          .replace("&quot;", "\"")
          .replace("&amp;", "&")
          .replaceAll("\\s+", " ");
    }

    boolean asksForPassword() {
      return FORM.matcher(html).find();
    }
  }

  public Shown open() {
    return shown(HttpRequest.newBuilder(link).timeout(LIMIT).GET().build());
  }

  /// Fills in the password form of the page and sends it. Empty when the page has none.
  public Optional<Shown> logIn(String password) {
    var page = open();
    var form = FORM.matcher(page.html());
    if (!form.find()) {
      return Optional.empty();
    }
    var action = attributes(form.group(1)).getOrDefault("action", "");
    var fields = new LinkedHashMap<String, String>();
    var inputs = INPUT.matcher(form.group(2));
    while (inputs.find()) {
      var input = attributes(inputs.group(1));
      if (input.containsKey("name")) {
        fields.put(
            input.getOrDefault("name", ""),
            "password".equals(input.get("type")) ? password : input.getOrDefault("value", ""));
      }
    }
    return Optional.of(
        shown(
            HttpRequest.newBuilder(action.isEmpty() ? page.at() : page.at().resolve(action))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)))
                .build()));
  }

  /// Opens the page's terminal, as its script does.
  ///
  /// @param size `columns=120&rows=40`
  WebSocket terminal(String size, WebSocket.Listener ear) {
    var socket = link.resolve(link.getPath() + "/terminal/socket?" + size).toString();
    return browser
        .newWebSocketBuilder()
        .header("Origin", link.getScheme() + "://" + link.getAuthority())
        .buildAsync(URI.create(socket.replaceFirst("^http", "ws")), ear)
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private Shown shown(HttpRequest request) {
    try {
      HttpResponse<String> response = browser.send(request, BodyHandlers.ofString());
      return new Shown(response.statusCode(), response.uri(), response.body());
    } catch (IOException e) {
      throw new LabException("the page %s did not open: %s".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while a page was opened", e);
    }
  }

  private static Map<String, String> attributes(String tag) {
    return ATTRIBUTE
        .matcher(tag)
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(1), found -> found.group(2), (first, _) -> first));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
