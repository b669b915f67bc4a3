package org.lifeboot.cli.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.lifeboot.cli.failure.WrongUse;

/// Where a Manager answers: `http` or `https`, a host, perhaps a port and a path before the API's;
/// never a password. Written without the slash at the end.
public record ManagerAddress(String text) {

  public ManagerAddress {
    text = text.strip();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    URI uri = uri(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new WrongUse(
          "not the address of a Manager: \""
              + text
              + "\"; give it as http://HOST:PORT or https://HOST");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new WrongUse("the address of a Manager holds no name, password, query or fragment");
    }
  }

  /// The address of one thing in the API. Each segment may hold any text.
  URI api(String... segments) {
    return URI.create(
        text
            + "/api/v1/"
            + Arrays.stream(segments)
                .map(ManagerAddress::segment)
                .collect(Collectors.joining("/")));
  }

  /// Whether passwords and tokens would cross a network unencrypted.
  public boolean readableOnTheWay() {
    URI uri = uri(text);
    String host = uri.getHost();
    boolean thisMachine =
        host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return "http".equals(uri.getScheme()) && !thisMachine;
  }

  private static String segment(String name) {
    if (name.isBlank() || name.equals(".") || name.equals("..")) {
      throw new WrongUse("\"" + name + "\" is no name; see: lifeboot server list");
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new WrongUse("not the address of a Manager: \"" + text + "\" (" + e.getReason() + ")");
    }
  }
}
