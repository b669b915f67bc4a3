package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.page.Samples;

/// What an owner does on the tab "Partitions explore", in a real browser.
class ExploreBrowserTest {

  private static Chromium chromium;
  @TempDir Path folder;
  private WebWorld world;
  private Streams.Place place;
  private SessionId session;
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
    session = world.activate(server, Samples.drives()).id();
    place = world.streams.join(new PlayedDisk(world.streams));
  }

  @AfterEach
  void stop() {
    place.close();
    world.close();
  }

  private String path() {
    return world.address() + "/rescue/" + session.text();
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
    page.navigate(path());
    page.getByLabel("Temporary password").fill(world.mailedPassword(session));
    click(page, AriaRole.BUTTON, "Open the rescue page");
    return page;
  }

  private static void click(Page page, AriaRole role, String name) {
    page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
  }

  @Test
  void anOwnerGoesFromTheTabToALineOfATextWithoutScripts() {
    Page page = owner(1000, ColorScheme.LIGHT, false);
    page.locator("#tab-partitions-explore").click();
    click(page, AriaRole.LINK, "Browse");
    click(page, AriaRole.LINK, "notes.txt");
    page.getByLabel("Find", new Page.GetByLabelOptions().setExact(true)).fill("line 3");
    click(page, AriaRole.BUTTON, "Find further down");

    assertThat(page.locator("mark")).hasText("line 3");
    click(page, AriaRole.LINK, "As hex");
    assertThat(page.locator("pre")).containsText("3031 3233 3435 3637 3839");
  }

  @Test
  void aHostileNameIsShownAsSignsAndDownloadsUnderAHarmlessOne() {
    Page page = owner(1000, ColorScheme.LIGHT, true);
    page.navigate(path() + "/explore" + PlayedDisk.PAGES.get("folder"));

    assertThat(page.locator("table")).containsText("␛[31m\\u202e<b>x␊\uFFFD");
    var download =
        page.waitForDownload(
            () ->
                page.locator("a[download]")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("<b>"))
                    .click());
    assertThat(download.suggestedFilename()).isEqualTo("_[31m__b_x__");
  }

  @Test
  void whatIsTickedComesAsOneArchive() throws Exception {
    Page page = owner(1000, ColorScheme.LIGHT, true);
    page.navigate(path() + "/explore" + PlayedDisk.PAGES.get("folder"));
    page.getByLabel("Tick notes.txt").check();
    page.getByLabel("Tick etc").check();

    var download =
        page.waitForDownload(() -> click(page, AriaRole.BUTTON, "What is ticked, as zip"));

    assertThat(java.nio.file.Files.readString(download.path())).isEqualTo("/[etc, notes.txt]");
  }

  @Test
  void aVolumeThatSomebodyHoldsSaysWho() {
    Page page = owner(1000, ColorScheme.LIGHT, true);
    page.navigate(path() + "/explore");
    click(page, AriaRole.BUTTON, "Open /dev/sdb1");

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("held by Lifeboot's surface scan");
  }

  @Test
  void theListFillsByItselfUntilAllIsKnownAndKeepsAPassphraseThatIsBeingTyped() {
    Page page = owner(1000, ColorScheme.LIGHT, true);
    page.navigate(path() + "/explore");
    assertThat(page.locator("#looking")).containsText("is being found out");
    page.getByLabel("Passphrase of /dev/sdb2").fill("half of it");

    assertThat(page.locator("#looking")).not().containsText("is being found out");
    assertThat(page.getByLabel("Passphrase of /dev/sdb2")).hasValue("half of it");
    assertThat(page.locator("table")).containsText("/var of Debian GNU/Linux 13");
    assertThat(
            page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Lock again /dev/mapper/luks-1")))
        .isVisible();
  }

  @Test
  void whatARepairWouldLeaveIsLookedAtFromItsPlan() {
    var story = new CheckStory(world, session);
    String plan = story.offers("/dev/sda1");
    Page page = owner(1000, ColorScheme.LIGHT, true);
    page.navigate(path() + "/checks/" + plan + "/repair");
    click(page, AriaRole.BUTTON, "Look at what the repair would leave");

    assertThat(page.locator("h1")).isVisible();
    org.assertj.core.api.Assertions.assertThat(page.url())
        .contains("explore/folder?volume=repaired%3A%2Fdev%2Fsda1");
    assertThat(page.locator("table")).containsText("notes.txt");
  }

  @Test
  void aRepairThatIsStillBeingRehearsedSaysSo() {
    var story = new CheckStory(world, session);
    String plan = story.offers("/dev/sdb1");
    Page page = owner(1000, ColorScheme.LIGHT, false);
    page.navigate(path() + "/checks/" + plan + "/repair");
    click(page, AriaRole.BUTTON, "Look at what the repair would leave");

    assertThat(page.locator("main")).containsText("being rehearsed");
    assertThat(page.locator("#volumes")).isVisible();
  }

  @Test
  void everyPageIsAccessibleInBothThemesAndFitsAPhone() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = owner(390, scheme, true);
      PlayedDisk.PAGES.forEach(
          (name, each) -> {
            page.navigate(path() + "/explore" + each);
            assertThat(page.locator("h1")).isVisible();
            picture(page, scheme + "-" + name);
            assertThat(Chromium.accessibilityComplaints(page)).as(name).isEmpty();
            assertThat(Chromium.overflow(page)).as("sideways scrolling of " + name).isZero();
          });
    }
    assertThat(complaints).isEmpty();
  }

  /// For people who want to see it: `EXPLORE_PICTURES=/a/folder`.
  private static void picture(Page page, String name) {
    String into = System.getenv("EXPLORE_PICTURES");
    if (into != null) {
      page.setViewportSize(name.startsWith("LIGHT") ? 1100 : 390, 900);
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(into, name + ".png")));
      page.setViewportSize(390, 900);
    }
  }
}
