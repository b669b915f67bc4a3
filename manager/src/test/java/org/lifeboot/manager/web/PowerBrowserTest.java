package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.session.NetbootChoice;

/// An operator sets a server's power up, lets it be brought into rescue, and answers as a
/// technician, in a real browser. With `-Dlifeboot.power.pictures=FOLDER` it leaves pictures.
class PowerBrowserTest {

  private static Chromium chromium;
  @TempDir Path folder;
  private WebWorld world;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startBrowser() {
    Optional<Path> program = Chromium.program();
    boolean mayBeMissing = !"true".equals(System.getenv("CI"));
    Assumptions.assumeFalse(program.isEmpty() && mayBeMissing, "no chromium on the PATH");
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    chromium = new Chromium(program.orElseThrow());
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    world = new WebWorld(folder);
    new KeyFile(folder.resolve("secret.key")).make();
    world.server("web-3", "52:54:00:00:00:03");
    page = chromium.page(390, ColorScheme.DARK, true);
    page.navigate(world.address() + "/login");
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill(world.adminPassword);
    page.locator("form button").last().click();
    page.waitForURL("**/servers");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void everyDriverHasItsFieldsAndNobodyElses() {
    page.navigate(world.address() + "/servers/web-3");
    page.getByText("Edit web-3").click();
    choose("ssh", "Private key");
    choose("redfish", "Rescue ISO (optional)");
    choose("ipmi", "Cipher suite (optional)");
    choose("wake-on-lan", "Broadcast address (optional)");
    choose("technician", "Technicians' e-mail");
    assertThat(page.getByLabel("Private key")).isHidden();
    assertThat(complaints).isEmpty();
  }

  private void choose(String driver, String field) {
    page.locator("#field-powerDriver").selectOption(driver);
    assertThat(page.getByLabel(field)).isVisible();
    look("form-" + driver);
  }

  @Test
  void techniciansAreAskedAndTheLadderIsSeenAndStopped() {
    page.navigate(world.address() + "/servers/web-3");
    page.getByText("Edit web-3").click();
    page.locator("#field-powerDriver").selectOption("technician");
    page.getByLabel("Technicians' e-mail").fill("hands@example.org");
    page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("technicians, asked by mail to hands@example.org").first())
        .isVisible();
    world.sessions.chooseNetboot(
        world.servers.get("web-3").id(), new NetbootChoice.Rescue(true, List.of()), WebWorld.ADMIN);
    page.reload();
    look("chosen");
    page.getByText("Reboot into rescue, as far as needed").click();
    assertThat(page.getByText("by technicians who were asked").first()).isVisible();
    page.reload();
    look("task");
    page.getByLabel("Note (optional)").fill("The rack is locked until Monday");
    page.getByText("It cannot be done", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("The rack is locked until Monday").first()).isVisible();
    page.getByText("Stop: try no further way").click();
    assertThat(page.getByText("No further way is tried; the choice of rescue stands").first())
        .isVisible();
    look("stopped");
    assertThat(complaints).isEmpty();
  }

  private void look(String name) {
    Chromium.accessibilityComplaints(page).forEach(one -> complaints.add(name + ": " + one));
    if (Chromium.overflow(page) > 0) {
      complaints.add(name + ": can be scrolled sideways");
    }
    String pictures = System.getProperty("lifeboot.power.pictures", "");
    if (!pictures.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(pictures, name + ".png")).setFullPage(true));
    }
  }
}
