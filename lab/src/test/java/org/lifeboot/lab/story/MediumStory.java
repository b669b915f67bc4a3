package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.TestReporter;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.AccountBrowser;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.manager.ManagerProcess;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.Medium;
import org.lifeboot.lab.server.MediumNetwork;
import org.lifeboot.lab.server.VirtualServer;

/// A machine that is started from Lifeboot's medium where there is no Manager: it runs its own.
/// Everything that its owner needs stands on its console.
final class MediumStory {

  static final Duration BOOT = Duration.ofMinutes(8);
  private static final String MENU = "Rescue this machine";
  private static final Pattern PASSWORD = Pattern.compile("password  (\\S+)");
  private static final Pattern FINGERPRINT =
      Pattern.compile("((?:[0-9A-F]{2}:){16})\\s+((?:[0-9A-F]{2}:){15}[0-9A-F]{2})");
  private static final String SYSTEM = "/dev/sda1";
  private static final String DAMAGED = "/dev/vda";

  private final Console console;
  private final Api api;
  private final AccountBrowser browser;
  private final Rescue rescue;

  private MediumStory(Console console, Api api, AccountBrowser browser, Rescue rescue) {
    this.console = console;
    this.api = api;
    this.browser = browser;
    this.rescue = rescue;
  }

  static Cell cell(Firmware firmware, Medium.Kind kind, String manager) {
    return new Cell(
        firmware.words(),
        "medium in a " + (kind == Medium.Kind.CD ? "CD drive" : "USB stick"),
        "QEMU's own DHCP, " + manager);
  }

  /// Plays all of it: console, page, check, explorer, terminal, incident, restart.
  static void play(Path folder, Firmware firmware, Medium.Kind kind, TestReporter reporter) {
    cell(firmware, kind, "without a Manager").in(reporter);
    var image = Built.medium(folder.resolve("medium.iso"), Optional.empty());
    var network = new MediumNetwork(Ports.free());
    var drives =
        Stream.concat(
                Built.disks().drives().stream(),
                Stream.of(new BrokenDrives(folder).withADamagedExt4()))
            .toList();
    var plan =
        new VirtualServer.Plan(
                Stage.SERVER,
                folder.resolve("machine"),
                Stage.MAC_ADDRESS,
                drives,
                network,
                firmware)
            .with(new Medium(image, kind));
    try (var machine = VirtualServer.start(plan, Accelerator.best())) {
      try {
        var story = rescued(machine.console(), network.pagePort());
        story.checksComeToTheirVerdicts();
        story.filesOfTheDisksAreRead();
        story.theTerminalIsAShell();
        story.whatCannotBeKeptIsNotPromised();
        assertThat(machine.writes()).as("writes to the drives").isZero();
        story.itRestarts();
      } catch (AssertionError | RuntimeException e) {
        System.out.println(String.join("\n", machine.console().tail(60)));
        throw e;
      }
    }
  }

  /// Reads what stands on the console, as a person does, and logs in with that.
  private static MediumStory rescued(Console console, int port) {
    assertThat(console.awaitAfter(0, "https://10.0.2.15/", BOOT)).as("the page").isPresent();
    assertThat(console.awaitAfter(0, "disks until you ask for it", BOOT)).isPresent();
    var text = console.textAfter(0);
    var login = new ManagerProcess.Login("admin", last(PASSWORD, text).group(1));
    var print = last(FINGERPRINT, text);
    var page = URI.create("https://127.0.0.1:" + port);
    var certificate = print.group(1) + print.group(2);
    var api = Api.login(page, login, certificate);
    var id = api.get("/servers/this-machine").at("session").text("id");
    var rescue = new Rescue(api, id);
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    return new MediumStory(console, api, AccountBrowser.login(page, login, certificate), rescue);
  }

  private static MatchResult last(Pattern pattern, String text) {
    return pattern.matcher(text).results().reduce((_, newer) -> newer).orElseThrow();
  }

  private void checksComeToTheirVerdicts() {
    var checks = new CheckRuns(rescue);
    checks.awaitKnown(DAMAGED);
    var surface = checks.over(checks.start(Map.of("check", "surface", "target", SYSTEM)), BOOT);
    assertThat(surface.text("verdict")).as(surface::toString).isEqualTo("passed");
    var files = checks.over(checks.start(Map.of("check", "filesystem", "target", DAMAGED)), BOOT);
    assertThat(files.text("verdict")).as(files::toString).isEqualTo("failed");
    anIncidentIsAFileToTakeAway(files.text("id"));
  }

  private void anIncidentIsAFileToTakeAway(String check) {
    var incident = api.post("/incidents", Map.of("checkId", check, "words", "what now?"));
    var file = api.bytes("/incidents/" + incident.text("number") + "/file");
    assertThat(names(file)).contains("incident.json");
  }

  private static Set<String> names(byte[] zip) {
    var names = new HashSet<String>();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        names.add(entry.getName());
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("the incident's file is no archive", e);
    }
  }

  private void filesOfTheDisksAreRead() {
    var looks = new Looks(api, rescue.id());
    looks.open(SYSTEM);
    var table = looks.bytes("file", SYSTEM, "&path=%2Fetc%2Ffstab");
    assertThat(new String(table, StandardCharsets.UTF_8)).contains("/srv/customers");
    looks.close(SYSTEM);
  }

  private void theTerminalIsAShell() {
    var screen = new Screen();
    var keyboard =
        browser.socket("/rescue/" + rescue.id() + "/terminal/socket?columns=80&rows=24", screen);
    Screen.type(keyboard, "id -un; echo $((6*7))th\n");
    screen.awaits("root", "42th");
    keyboard.abort();
  }

  private void whatCannotBeKeptIsNotPromised() {
    var refused = api.ask("PUT", "/servers/this-machine/netboot", Map.of("netboot", "memtest"));
    assertThat(refused.code()).isEqualTo("no-image");
    assertThat(refused.json().text("detail")).contains("the medium's menu");
  }

  private void itRestarts() {
    long before = console.end();
    api.put("/servers/this-machine/netboot", Map.of("netboot", "disk"));
    api.post("/servers/this-machine/reboot", Map.of("how", "soft"));
    assertThat(console.awaitAfter(before, MENU, BOOT)).isPresent();
    browser.close();
  }
}
