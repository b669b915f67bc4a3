package org.lifeboot.manager.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Makes the pictures of the main pages. No test: it runs only when `docs/screenshots/make` names
/// it, with the folder to write to.
@EnabledIfSystemProperty(named = "lifeboot.screenshots", matches = ".+")
class Screenshots {

  @TempDir Path store;

  @Test
  void allPagesArePictured() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("lifeboot.screenshots")));
    Path program =
        Chromium.program()
            .orElseThrow(
                () -> new IllegalStateException("no chromium on the PATH (Debian: chromium)"));
    try (var world = new WebWorld(store);
        var _ = world.streams.join(new PlayedDisk(world.streams));
        var chromium = new Chromium(program)) {
      new Camera(world, chromium, folder).take();
    }
  }

  private record Camera(WebWorld world, Chromium chromium, Path folder) {

    private void take() throws IOException, InterruptedException {
      SeededManager.seed(world);
      var server = world.servers.get("web-3");
      var session = world.sessions.newestOf(server.id()).orElseThrow();
      new CheckStory(world, session.id()).playAll();
      String rescue = "/rescue/" + session.id();
      Map<String, String> pages = new TreeMap<>();
      pages.put("servers", "/servers");
      pages.put("server", "/servers/web-3");
      pages.put("rescue", rescue);
      pages.put("report", rescue + "/report");
      for (String tab :
          new String[] {"smart", "processors", "surface", "filesystem", "memory", "raid"}) {
        pages.put("check-" + tab, rescue + "/checks/" + tab);
      }
      pages.put("explore", rescue + "/explore");
      PlayedDisk.PAGES.forEach(
          (name, query) -> pages.put("explore-" + name, rescue + "/explore" + query));
      pages.put("support", "/support");
      pages.put("outbox", "/outbox");
      pages.put("accounts", "/accounts");
      all(pages, 1200, ColorScheme.LIGHT, "");
      all(pages, 390, ColorScheme.DARK, "-phone");
      world.allFallSilent();
      all(Map.of("check-crashed", rescue + "/checks/processors"), 1200, ColorScheme.LIGHT, "");
    }

    private void all(Map<String, String> pages, int width, ColorScheme scheme, String suffix) {
      Page page = chromium.page(width, scheme, true);
      page.navigate(world.address() + "/login");
      page.getByLabel("Name").fill("admin");
      page.getByLabel("Password").fill(world.adminPassword);
      page.locator("form button").last().click();
      page.waitForURL("**/servers");
      pages.forEach(
          (name, path) -> {
            page.navigate(world.address() + path);
            page.waitForTimeout(1_200);
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(folder.resolve(name + suffix + ".png"))
                    .setFullPage(true));
          });
    }
  }
}
