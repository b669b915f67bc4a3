package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.IpmiSimulator;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.web.page.Samples;

/// A management controller that is not ours, in a real browser: its serial console, and what it
/// tells on the report.
class BoardBrowserTest {

  @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();

  @Test
  void theConsoleIsTypedInAndTheReportTellsOfTheController() throws Exception {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeFalse(
        program.isEmpty() && !"true".equals(System.getenv("CI")), "no chromium on the PATH");
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    Path manager = Files.createDirectory(folder.resolve("manager"));
    try (var board = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
        var world = new WebWorld(manager);
        var chromium = new Chromium(program.orElseThrow())) {
      new KeyFile(manager.resolve("secret.key")).make();
      board.serial().awaitWired();
      add(world, board);
      Page page = chromium.page(420, ColorScheme.DARK, true);
      page.onPageError(complaints::add);
      logIn(page, world);

      console(page, world);
      report(page, world);

      assertThat(complaints).isEmpty();
    }
  }

  private static void add(WebWorld world, IpmiSimulator board) {
    var draft =
        new ServerDraft(
            "web-3",
            List.of(new MacAddress("52:54:00:00:00:03")),
            "mara@example.org",
            """
            {"driver":"ipmi","address":"%s","user":"lifeboot","cipherSuite":3,"firmware":"uefi"}"""
                .formatted(board.settings().address()),
            Optional.empty());
    world.servers.add(draft, Map.of("ipmi.password", IpmiSimulator.PASSWORD), WebWorld.ADMIN);
  }

  private static void logIn(Page page, WebWorld world) {
    page.navigate(world.address() + "/");
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill(world.adminPassword);
    page.getByText("Log in").last().click();
    page.waitForURL("**/servers");
  }

  private static void console(Page page, WebWorld world) {
    page.navigate(world.address() + "/servers/web-3");
    page.getByText("Open it").click();
    page.waitForURL("**/console");
    assertThat(page.locator("#terminal-state")).hasText("Connected.");
    page.getByLabel("Serial console of web-3", new Page.GetByLabelOptions().setExact(true)).focus();
    page.keyboard().type("q");

    assertThat(page.locator(".xterm-rows")).containsText("<q>");
    assertThat(Chromium.overflow(page)).isZero();
    assertThat(Chromium.accessibilityComplaints(page)).isEmpty();
  }

  private static void report(Page page, WebWorld world) {
    var server = world.servers.get("web-3");
    world.rescue(server);
    String session = world.activate(server, Samples.drives()).id().text();
    page.navigate(world.address() + "/rescue/" + session + "/report");
    page.getByText("Read it now").click();
    page.waitForURL("**/report#controller-title");
    page.getByText("Sensors", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.getByText("CPU1 Temp")).isVisible();
    assertThat(Chromium.overflow(page)).isZero();
    assertThat(Chromium.accessibilityComplaints(page)).isEmpty();
  }
}
