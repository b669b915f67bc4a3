package org.lifeboot.manager.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Debian's Chromium, driven by Playwright.
final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(entry -> Stream.of("chromium", "chromium-browser").map(Path.of(entry)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Page page(int width, ColorScheme scheme, boolean scripts) {
    Page page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, 900)
                    .setColorScheme(scheme)
                    .setJavaScriptEnabled(scripts))
            .newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }

  /// How far a page can be scrolled sideways, in pixels.
  static int overflow(Page page) {
    return ((Number)
            page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
        .intValue();
  }

  /// What axe-core's rules for WCAG 2.2 A and AA find. Its script comes past the page's own policy.
  static List<?> accessibilityComplaints(Page page) {
    page.evaluate(axe());
    return (List<?>)
        page.evaluate(
            """
            async () => {
              document.querySelectorAll('.chip, .steps li').forEach(e => e.style.animation = 'none');
              const result = await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']});
              return result.violations.map(v =>
                v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '));
            }
            """);
  }

  private static String axe() {
    try (InputStream script = Chromium.class.getClassLoader().getResourceAsStream("axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
