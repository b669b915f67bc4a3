package org.lifeboot.manager.web;

import static java.util.Map.entry;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// Style, scripts and icon: a closed list, read once. Nothing else of the class path can be asked
/// for.
final class Assets {

  @SuppressWarnings("ArrayRecordComponent")
  private record Asset(byte[] bytes, String contentType, String etag) {}

  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String WEBJARS = "META-INF/resources/webjars/";

  private final Map<String, Asset> assets =
      Map.ofEntries(
          entry("lifeboot.css", asset("web/lifeboot.css", CSS)),
          entry("checks.css", asset("web/checks.css", CSS)),
          entry("lifeboot.js", asset("web/lifeboot.js", SCRIPT)),
          entry("terminal.js", asset("web/terminal.js", SCRIPT)),
          entry("xterm.css", asset("web/xterm/xterm.css", CSS)),
          entry("xterm.js", asset("web/xterm/xterm.js", SCRIPT)),
          entry("addon-fit.js", asset("web/xterm/addon-fit.js", SCRIPT)),
          entry("icon.svg", asset("web/icon.svg", "image/svg+xml")),
          entry("htmx.js", asset(WEBJARS + "htmx.org/2.0.8/dist/htmx.min.js", "text/javascript")),
          entry("sse.js", asset(WEBJARS + "htmx-ext-sse/2.2.2/sse.js", "text/javascript")));

  void answer(Context context) {
    Asset asset = assets.get(context.pathParam("file"));
    if (asset == null) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no such file here.");
    }
    context.header("Cache-Control", "no-cache").header("ETag", asset.etag());
    if (asset.etag().equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(asset.contentType()).result(asset.bytes());
  }

  private static Asset asset(String resource, String contentType) {
    try (InputStream stream = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      byte[] bytes = stream.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(bytes, contentType, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
