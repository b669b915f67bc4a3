package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
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
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.Verdict;

/// What an owner does on the check tabs, in a real browser.
class CheckBrowserTest {

  private static final List<String> PAGES =
      List.of(
          "",
          "/checks/smart",
          "/checks/processors",
          "/checks/surface",
          "/checks/filesystem",
          "/checks/memory",
          "/checks/raid",
          "/report");

  private static Chromium chromium;
  @TempDir Path folder;
  private WebWorld world;
  private CheckStory story;
  private String path;
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
  void start() {
    world = new WebWorld(folder);
    var server = world.server("web-3", "52:54:00:00:00:03");
    world.rescue(server);
    story = new CheckStory(world, world.activate(server, Samples.drives()).id());
    path = world.address() + "/rescue/" + story.session();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Page owner(int width, ColorScheme scheme, boolean scripts) {
    Page page = chromium.page(width, scheme, scripts);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(path);
    page.getByLabel("Temporary password").fill(world.mailedPassword(story.session()));
    button(page, "Open the rescue page").click();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator tab(Page page, String title) {
    return page.locator(".tabs").getByText(title, new Locator.GetByTextOptions().setExact(true));
  }

  @Test
  void anOwnerStartsACheckWatchesItAndCancelsIt() {
    Page page = owner(1200, ColorScheme.LIGHT, true);
    tab(page, "Memory").click();
    page.getByLabel("How thorough").selectOption("thorough");
    button(page, "Test memory").click();
    assertThat(page.locator(".card")).containsText("Waits for its turn");

    // from here on nobody touches the page
    String id = story.id(CheckKind.MEMORY, "");
    story.runs(id, "", "pattern 0x55", 12);
    assertThat(page.locator(".card")).containsText("12 %");
    page.getByText("Steps (1)").click();
    page.getByLabel("How thorough").selectOption("thorough");
    story.runs(id, "", "pattern 0xaa", 57);
    assertThat(page.locator(".card")).containsText("57 %");
    assertThat(page.locator(".card")).containsText("pattern 0x55");
    assertThat(page.getByText("pattern 0x55")).isVisible();
    assertThat(page.getByLabel("How thorough")).hasValue("thorough");
    assertThat(page.locator("#tab-memory")).containsText("running");

    page.locator("#card0-cancel").click();
    assertThat(page.locator(".card")).containsText("the owner asked to cancel it");
    story.ends(id, Verdict.CANCELLED, "Stopped by a person.", List.of(), List.of());
    assertThat(page.locator(".card")).containsText("cancelled by the owner");
    assertThat(page.locator("#tab-memory")).containsText("cancelled");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theFocusStaysOnAButtonThatComesAnew() {
    Page page = owner(1200, ColorScheme.LIGHT, true);
    tab(page, "Memory").click();
    button(page, "Test memory").click();
    page.locator("#card0-cancel").focus();

    String id = story.id(CheckKind.MEMORY, "");
    story.runs(id, "", "pattern 0x55", 12);

    assertThat(page.locator(".card")).containsText("12 %");
    assertThat(page.locator("#card0-cancel")).isFocused();
  }

  @Test
  void allTestsStartWithOneClickAndTheTabsFollow() {
    Page page = owner(1200, ColorScheme.DARK, true);
    button(page, "Start all tests").click();
    assertThat(page.locator("#tab-raid")).containsText("waiting");

    story.passes(story.id(CheckKind.RAID, ""), "No array was found.");
    assertThat(page.locator("#tab-raid")).containsText("passed");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aCrashIsShownWhileTheOwnerLooks() throws InterruptedException {
    Page page = owner(390, ColorScheme.LIGHT, true);
    tab(page, "Processors").click();
    button(page, "Burn processors").click();
    String id = story.id(CheckKind.PROCESSORS, "");
    story.runs(id, "CPU 1", "burning it alone", 33);
    assertThat(page.locator(".card")).containsText("33 %");

    world.allFallSilent();

    assertThat(page.locator(".card")).containsText("crashed");
    assertThat(page.locator(".card")).containsText("at the step \"burning it alone\" of CPU 1");
    assertThat(page.locator(".lost-note")).containsText("does not answer");
    assertThat(Chromium.accessibilityComplaints(page)).isEmpty();
  }

  @Test
  void everyTabIsAccessibleInBothThemesAndFitsAPhone() {
    story.playAll();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = owner(390, scheme, true);
      for (String each : PAGES) {
        page.navigate(path + each);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(Chromium.accessibilityComplaints(page)).as(each).isEmpty();
        assertThat(Chromium.overflow(page)).as("sideways scrolling of " + each).isZero();
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void tabsWorkWithoutScripts() {
    Page page = owner(1000, ColorScheme.LIGHT, false);
    tab(page, "RAID").click();
    button(page, "Check RAID").click();
    assertThat(page.locator(".card")).containsText("Waits for its turn");
    page.locator("#card0-cancel").click();
    assertThat(page.locator(".card")).containsText("asked to cancel it");
    page.goBack();
    assertThat(page.locator("h1")).hasText("RAID");
  }
}
