package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/// An owner repairs a file system and undoes it, in a real browser.
class RepairBrowserTest {

  private static final String DEVICE = "/dev/vg0/root";
  private static final byte[] BYTES = "before".getBytes(StandardCharsets.UTF_8);

  private static Chromium chromium;
  @TempDir Path folder;
  private WebWorld world;
  private CheckStory story;
  private String path = "";
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
    page.navigate(path + "/checks/filesystem");
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void anOwnerReadsThePlanSaysYesWatchesItAndUndoesIt() throws IOException {
    story.offers(DEVICE);
    Page page = owner(1200, ColorScheme.LIGHT, true);
    link(page, "Repair this file system …").click();
    assertThat(page.locator("h1")).hasText("Repair /dev/vg0/root");
    assertThat(page.locator("main")).containsText("e2fsck -f -y /dev/vg0/root");

    page.getByLabel("Type the device's name to say yes").fill("/dev/sda1");
    button(page, "Repair /dev/vg0/root now").click();
    assertThat(page.locator(".note.bad")).containsText("Nothing was ordered");
    page.getByLabel("Type the device's name to say yes").fill(DEVICE);
    button(page, "Repair /dev/vg0/root now").click();
    assertThat(page.locator("#repair0-title")).containsText("Repair of /dev/vg0/root");

    // from here on nobody touches the page
    String repair = story.id(CheckKind.REPAIR, DEVICE);
    story.runs(repair, DEVICE, "saving what will be changed", 12);
    assertThat(page.locator(".card").first()).containsText("saving what will be changed");
    assertThat(page.locator("#tab-partitions-file-system")).containsText("running");
    story.saves(repair, BYTES);
    story.ends(repair, Verdict.PASSED, "The file system is in order.", List.of(), List.of());
    assertThat(page.locator(".card").first()).containsText("was repaired and is in order now");
    assertThat(page.locator("#tab-partitions-file-system")).containsText("1 of 2 checked");

    var download =
        page.waitForDownload(() -> link(page, "Download what was saved").first().click());
    assertThat(Files.readAllBytes(download.path())).isEqualTo(BYTES);
    link(page, "Undo this repair …").first().click();
    page.getByLabel("Type the device's name to say yes").fill(DEVICE);
    button(page, "Undo the repair of /dev/vg0/root now").click();
    assertThat(page.locator("#repair0-title")).containsText("Undoing the repair");
    story.passes(story.id(CheckKind.REPAIR, DEVICE), "It is as it was.");
    assertThat(page.locator(".card").first()).containsText("is as it was before it");
    assertThat(complaints).isEmpty();
  }

  @Test
  void itWorksWithTheKeyboardAlone() {
    story.offers(DEVICE);
    Page page = owner(1200, ColorScheme.LIGHT, true);
    link(page, "Repair this file system …").focus();
    page.keyboard().press("Enter");
    page.getByLabel("Type the device's name to say yes").focus();
    page.keyboard().type(DEVICE);
    page.keyboard().press("Tab");
    assertThat(button(page, "Repair /dev/vg0/root now")).isFocused();
    page.keyboard().press("Enter");

    assertThat(page.locator("#repair0-title")).containsText("Repair of /dev/vg0/root");
  }

  @Test
  void itWorksWithoutScripts() {
    story.offers(DEVICE);
    Page page = owner(1000, ColorScheme.LIGHT, false);
    link(page, "Repair this file system …").click();
    page.getByLabel("Type the device's name to say yes").fill("vg0/root");
    button(page, "Repair /dev/vg0/root now").click();

    assertThat(page.locator(".note.good")).containsText("Ordered");
    assertThat(page.locator("#repair0-title")).containsText("Repair of /dev/vg0/root");
  }

  @Test
  void thePagesAreAccessibleInBothThemesAndFitAPhone() {
    String plan = story.offers(DEVICE);
    String old = story.offers("/dev/sda1");
    story.offers("/dev/sda1");
    Page first = owner(1000, ColorScheme.LIGHT, true);
    first.navigate(path + "/checks/" + plan + "/repair");
    first.getByLabel("Type the device's name to say yes").fill(DEVICE);
    button(first, "Repair /dev/vg0/root now").click();
    String repair = story.id(CheckKind.REPAIR, DEVICE);
    story.runs(repair, DEVICE, "writing the changed blocks", 60);
    story.saves(repair, BYTES);
    story.ends(repair, Verdict.FAILED, "It is still damaged.", List.of(), List.of());
    String again = story.offers(DEVICE);

    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = owner(390, scheme, true);
      for (String each :
          List.of(
              "/checks/filesystem",
              "/checks/" + again + "/repair",
              "/checks/" + old + "/repair",
              "/repairs/" + repair + "/undo",
              "/report")) {
        page.navigate(path + each);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(Chromium.accessibilityComplaints(page)).as(each).isEmpty();
        assertThat(Chromium.overflow(page)).as("sideways scrolling of " + each).isZero();
        picture(page, each + "-" + scheme);
      }
    }
    assertThat(complaints).isEmpty();
  }

  /// For somebody who wants to look: `-Dlifeboot.pictures=FOLDER`.
  private static void picture(Page page, String name) {
    String to = System.getProperty("lifeboot.pictures", "");
    if (!to.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(to, name.replaceAll("[^A-Za-z]+", "-") + ".png"))
              .setFullPage(true));
    }
  }
}
