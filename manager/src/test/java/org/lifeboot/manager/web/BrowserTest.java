package org.lifeboot.manager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.web.page.Samples;
import org.lifeboot.protocol.CheckOrder;

/// What a person does, in a real browser (Debian's Chromium), on a real Manager's pages.
class BrowserTest {

  @TempDir static Path folder;
  private static WebWorld world;
  private static Playwright playwright;
  private static Browser browser;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    Optional<Path> chromium = chromium();
    boolean mayBeMissing = !"true".equals(System.getenv("CI"));
    Assumptions.assumeFalse(chromium.isEmpty() && mayBeMissing, "no chromium on the PATH");
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    world = new WebWorld(folder);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(entry -> Stream.of("chromium", "chromium-browser").map(Path.of(entry)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      playwright.close();
      world.close();
    }
  }

  private Page page(int width, ColorScheme scheme) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static void logIn(Page page) {
    page.navigate(world.address() + "/");
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill(world.adminPassword);
    button(page, "Log in").click();
    page.waitForURL("**/servers");
  }

  private static com.microsoft.playwright.Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aPersonAddsAServerChoosesRescueAndSeesItHappen() {
    Page page = page(1200, ColorScheme.LIGHT);
    logIn(page);
    if (page.getByText("Add a server").first().evaluate("e => e.tagName").equals("SUMMARY")) {
      page.getByText("Add a server").first().click();
    }
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("web-7");
    page.getByLabel("Owner's e-mail").fill("mara@example.org");
    page.getByLabel("MAC addresses").fill("52:54:00:00:00:07");
    page.locator("select[name=powerDriver]").selectOption("command");
    page.getByLabel("Hard reboot").fill("true");
    button(page, "Add server").click();
    assertThat(page).hasURL(Pattern.compile(".*/servers/web-7.*"));
    noAccessibilityComplaints(page);

    button(page, "Choose netboot").click();
    assertThat(page.getByText("web-7 will boot the rescue system at its next boot.")).isVisible();
    page.getByText("Hard reboot …").click();
    button(page, "Yes, hard reboot web-7").click();
    assertThat(page.locator("[sse-swap=timeline]")).containsText("reboot");

    // from here on nobody touches the page
    var server = world.servers.get("web-7");
    var session = world.activate(server, Samples.drives());
    assertThat(page.getByText("web-7 is in rescue.")).isVisible();
    assertThat(page.locator("[sse-swap=timeline]")).containsText("squashfs");
    assertThat(page.locator("[sse-swap=access]")).containsText("root@");
    assertThat(page.locator("[sse-swap=drives]")).containsText("Samsung SSD 870 EVO 500GB");
    noAccessibilityComplaints(page);

    page.getByText("Password lost? Make a new one").click();
    button(page, "New password").click();
    assertThat(page.getByText("New temporary password")).isVisible();
    assertThat(world.sessions.find(session.id()).orElseThrow().live()).isTrue();
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsBeingTypedStaysWhenThePageMovesAndMemtestIsChosen() {
    var server = world.server("web-12", "52:54:00:00:00:12");
    Page page = page(1200, ColorScheme.LIGHT);
    logIn(page);
    page.navigate(world.address() + "/servers/web-12");
    page.getByLabel("SSH keys that may log in").fill("ssh-ed25519 AAAA");

    // somebody else chooses, and takes it back: the live parts come anew, twice
    world.memtestSent(server);
    assertThat(page.getByText("Memtest86+ was sent to web-12.")).isVisible();
    world.sessions.chooseNetboot(server.id(), new NetbootChoice.Disk(), WebWorld.ADMIN);
    assertThat(page.getByText("Memtest86+ is over: disk was chosen.")).isVisible();
    assertThat(page.getByLabel("SSH keys that may log in")).hasValue("ssh-ed25519 AAAA");

    page.getByLabel("memtest").check();
    assertThat(page.getByLabel("SSH keys that may log in")).isHidden();
    assertThat(page.getByText("have one of them at hand")).isVisible();
    noAccessibilityComplaints(page);
    button(page, "Choose netboot").click();
    assertThat(page.getByText("web-12 will boot Memtest86+ at its next boot.")).isVisible();
    assertThat(page.getByLabel("memtest")).isHidden();
    noAccessibilityComplaints(page);
    world.memtestSent(server);
    assertThat(page.getByText("Memtest86+ was sent to web-12.")).isVisible();
    assertThat(page.getByLabel("memtest")).isVisible();
    noAccessibilityComplaints(page);
    assertThat(complaints).isEmpty();
  }

  @Test
  void anOwnerOpensTheRescuePageOnAPhoneAndLeaves() {
    var server = world.server("web-8", "52:54:00:00:00:08");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    Page page = page(390, ColorScheme.DARK);
    page.navigate(world.address() + "/rescue/" + session.id());
    noAccessibilityComplaints(page);

    page.getByLabel("Temporary password").fill(world.mailedPassword(session.id()));
    button(page, "Open the rescue page").click();

    assertThat(page.getByText("S62ANJ0R123456X").first()).isVisible();
    assertThat(page.getByText("SMART: failed")).isVisible();
    noAccessibilityComplaints(page);
    assertThat(overflow(page)).isZero();
    button(page, "Back to disk").click();
    assertThat(page.getByText("The soft reboot is left to do")).isVisible();
    // a page that opens its stream only after the session's end hears 4xx there, and complains
    page.waitForResponse("**/live", () -> button(page, "Soft reboot").click());
    assertThat(page.getByText("Soft reboot asked for.")).isVisible();
    world.goesDown(session.id());
    assertThat(page.getByText("This rescue session is over.")).isVisible();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPageWhoseSessionEndsBeforeItsStreamOpensSaysThatItIsOver() {
    var server = world.server("web-13", "52:54:00:00:00:13");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    Page page = page(1200, ColorScheme.LIGHT);
    page.route(
        "**/live",
        route -> {
          world.goesDown(session.id());
          route.resume();
        });
    page.navigate(world.address() + "/rescue/" + session.id());
    page.getByLabel("Temporary password").fill(world.mailedPassword(session.id()));

    button(page, "Open the rescue page").click();

    assertThat(page.getByText("this rescue session is over.")).isVisible();
  }

  @Test
  void anOwnerAsksSupportAboutAFailedCheckAndSupportClosesIt() {
    var server = world.server("web-11", "52:54:00:00:00:11");
    world.rescue(server);
    var session = world.activate(server, Samples.drives());
    world.checks.start(
        session.id(), List.of(new CheckOrder.Surface("/dev/sda", 0)), WebWorld.ADMIN);
    String check = world.checkRuns("reading");
    world.checkEnds(check);
    Page owner = page(390, ColorScheme.DARK);
    owner.navigate(world.address() + "/rescue/" + session.id());
    owner.getByLabel("Temporary password").fill(world.mailedPassword(session.id()));
    button(owner, "Open the rescue page").click();
    owner.waitForSelector("[sse-swap=now]");
    owner.navigate(world.address() + "/rescue/" + session.id() + "/checks/" + check + "/incident");
    noAccessibilityComplaints(owner);
    owner.getByLabel("What should support know?").fill("It clicks.");
    button(owner, "Open an incident").click();
    assertThat(owner.getByText("Support has it.")).isVisible();
    noAccessibilityComplaints(owner);
    assertThat(overflow(owner)).isZero();

    Page support = page(390, ColorScheme.LIGHT);
    logIn(support);
    support.navigate(world.address() + "/support");
    noAccessibilityComplaints(support);
    assertThat(overflow(support)).isZero();
    support.getByText("Incident 1").first().click();
    assertThat(support.getByText("It clicks.")).isVisible();
    noAccessibilityComplaints(support);
    assertThat(overflow(support)).isZero();

    // what somebody else does comes by itself, and leaves what is being typed alone
    support.getByLabel("Your words").fill("Module replaced.");
    owner.getByLabel("Your words").fill("Any news?");
    button(owner, "Comment").click();
    assertThat(support.locator("[sse-swap=incidentThread]")).containsText("Any news?");
    assertThat(support.getByLabel("Your words")).hasValue("Module replaced.");
    button(support, "Close").click();
    assertThat(support.locator("[sse-swap=incidentNow]")).containsText("Closed");
    assertThat(button(support, "Reopen")).isVisible();
    owner.reload();
    assertThat(owner.getByText("Module replaced.")).isVisible();
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyPageIsAccessibleInBothThemesAndFitsAPhone() {
    var server = world.server("web-9", "52:54:00:00:00:09");
    world.rescue(server);
    world.boot(server);
    world.strangerAsks("52:54:00:00:00:77", "52:54:00:00:00:78");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = page(390, scheme);
      page.navigate(world.address() + "/login");
      noAccessibilityComplaints(page);
      logIn(page);
      for (String path :
          List.of(
              "/servers",
              "/servers/web-9",
              "/strangers",
              "/servers?register=52:54:00:00:00:77",
              "/outbox",
              "/accounts",
              "/account",
              "/support",
              "/nowhere")) {
        page.navigate(world.address() + path);
        noAccessibilityComplaints(page);
        assertThat(overflow(page)).as("sideways scrolling of " + path).isZero();
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void pagesWorkWithoutScripts() {
    world.server("web-10", "52:54:00:00:00:10");
    var context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    Page page = context.newPage();
    logIn(page);
    page.navigate(world.address() + "/servers/web-10");
    button(page, "Choose netboot").click();

    assertThat(page.getByText("web-10 will boot the rescue system at its next boot.")).isVisible();
    button(page, "Changed my mind: back to disk").click();
    assertThat(page.getByText("web-10 boots its own disk.")).isVisible();
  }

  @Test
  void theThemeSwitchIsRemembered() {
    Page page = page(1000, ColorScheme.LIGHT);
    page.navigate(world.address() + "/login");
    page.getByLabel("Switch to the dark theme").click();
    page.navigate(world.address() + "/login");

    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
  }

  private static int overflow(Page page) {
    return ((Number)
            page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
        .intValue();
  }

  /// axe-core's rules for WCAG 2.2 A and AA. Its script comes past the page's own policy.
  private static void noAccessibilityComplaints(Page page) {
    page.evaluate(axe());
    Object found =
        page.evaluate(
            """
            async () => {
              document.querySelectorAll('.chip, .steps li').forEach(e => e.style.animation = 'none');
              const result = await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']});
              return result.violations.map(v =>
                v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '));
            }
            """);
    assertThat((List<?>) found).as(page.url()).isEmpty();
  }

  private static String axe() {
    try (InputStream script =
        BrowserTest.class.getClassLoader().getResourceAsStream("axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
