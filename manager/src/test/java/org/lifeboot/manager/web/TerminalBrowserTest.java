package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.stream.PlayedAgent;
import org.lifeboot.manager.web.page.Samples;

/// The terminal in a real browser, with an Agent that answers in capitals.
class TerminalBrowserTest {

  @TempDir Path folder;

  private static void logIn(Page page, WebWorld world) {
    page.navigate(world.address() + "/");
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill(world.adminPassword);
    page.getByText("Log in").last().click();
    page.waitForURL("**/servers");
  }

  @Test
  void whatIsTypedIsShownAndTheKeyboardLeadsOutAgain() throws Exception {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeFalse(
        program.isEmpty() && !"true".equals(System.getenv("CI")), "no chromium on the PATH");
    List<String> complaints = new ArrayList<>();
    try (var world = new WebWorld(folder);
        var chromium = new Chromium(program.orElseThrow())) {
      var server = world.server("web-1", "52:54:00:00:00:01");
      world.rescue(server);
      Session session = world.activate(server, Samples.drives());
      var agent = new PlayedAgent(world.streams);
      Page page = chromium.page(1200, ColorScheme.DARK, true);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      logIn(page, world);

      page.navigate(world.address() + "/rescue/" + session.id().text() + "/terminal");
      page.getByLabel("Terminal of web-1", new Page.GetByLabelOptions().setExact(true)).focus();
      page.keyboard().type("uname");

      assertThat(page.locator(".xterm-rows")).containsText("UNAME");
      assertThat(page.locator("#terminal-state")).hasText("Connected.");
      page.setViewportSize(420, 900);
      assertThat(agent.words().take()).contains("resize");
      assertThat(Chromium.overflow(page)).isZero();
      page.keyboard().press("Control+Shift+L");
      assertThat(page.locator("#terminal-after")).isFocused();
      assertThat(Chromium.accessibilityComplaints(page)).isEmpty();

      agent.over("The shell has ended with exit code 0.");

      assertThat(page.locator("#terminal-state")).containsText("exit code 0");
      assertThat(page.getByText("Connect again")).isVisible();
      assertThat(complaints).isEmpty();
    }
  }
}
