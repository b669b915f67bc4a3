package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.manager.ManagerProcess;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.Medium;
import org.lifeboot.lab.server.MediumNetwork;
import org.lifeboot.lab.server.VirtualServer;

/// A machine that is started from Lifeboot's medium.
@Tag("full")
class MediumFullTest {

  private static final Duration BOOT = Duration.ofMinutes(8);
  private static final String MENU = "Rescue this machine";
  private static final Pattern PASSWORD = Pattern.compile("password  (\\S+)");
  private static final Pattern FINGERPRINT =
      Pattern.compile("((?:[0-9A-F]{2}:){16})\\s+((?:[0-9A-F]{2}:){15}[0-9A-F]{2})");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @CsvSource({"BIOS, CD", "BIOS, STICK", "UEFI_SECURE_BOOT, CD", "UEFI_SECURE_BOOT, STICK"})
  void withoutAManagerTheMachineRescuesItself(
      Firmware firmware, Medium.Kind kind, TestReporter reporter) {
    cell(firmware, kind, "without a Manager").in(reporter);
    var image = Built.medium(folder.resolve("medium.iso"), Optional.empty());
    var network = new MediumNetwork(Ports.free());
    var plan =
        new VirtualServer.Plan(
                Stage.SERVER,
                folder.resolve("machine"),
                Stage.MAC_ADDRESS,
                Built.disks().drives(),
                network,
                firmware)
            .with(new Medium(image, kind));
    try (var machine = VirtualServer.start(plan, Accelerator.best())) {
      var rescue = rescued(machine.console(), network.pagePort());
      aCheckComesToAVerdict(new CheckRuns(rescue));
      whatCannotBeKeptIsNotPromised(rescue.api());
      assertThat(machine.writes()).as("writes to the drives").isZero();
      itRestarts(rescue.api(), machine.console());
    }
  }

  private static Cell cell(Firmware firmware, Medium.Kind kind, String manager) {
    return new Cell(
        firmware.words(),
        "medium in a " + (kind == Medium.Kind.CD ? "CD drive" : "USB stick"),
        "QEMU's own DHCP, " + manager);
  }

  /// Reads what stands on the console, as a person does, and logs in with that.
  private static Rescue rescued(Console console, int port) {
    assertThat(console.awaitAfter(0, "https://10.0.2.15/", BOOT))
        .as(() -> String.join("\n", console.tail(60)))
        .isPresent();
    var text = console.textAfter(0);
    var login = new ManagerProcess.Login("admin", last(PASSWORD, text).group(1));
    var print = last(FINGERPRINT, text);
    var page = URI.create("https://127.0.0.1:" + port);
    var api = Api.login(page, login, print.group(1) + print.group(2));
    var id = api.get("/servers/this-machine").at("session").text("id");
    var rescue = new Rescue(api, id);
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    return rescue;
  }

  private static MatchResult last(Pattern pattern, String text) {
    return pattern.matcher(text).results().reduce((_, newer) -> newer).orElseThrow();
  }

  private static void aCheckComesToAVerdict(CheckRuns checks) {
    checks.awaitKnown("/dev/vda");
    var check = checks.over(checks.start(Map.of("check", "surface", "target", "/dev/vda")), BOOT);
    assertThat(check.text("verdict")).as(check::toString).isEqualTo("passed");
  }

  private static void whatCannotBeKeptIsNotPromised(Api api) {
    var refused = api.ask("PUT", "/servers/this-machine/netboot", Map.of("netboot", "memtest"));
    assertThat(refused.code()).isEqualTo("no-image");
    assertThat(refused.json().text("detail")).contains("the medium's menu");
  }

  private static void itRestarts(Api api, Console console) {
    long before = console.end();
    api.put("/servers/this-machine/netboot", Map.of("netboot", "disk"));
    api.post("/servers/this-machine/reboot", Map.of("how", "soft"));
    assertThat(console.awaitAfter(before, MENU, BOOT)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"BIOS, CD", "UEFI_SECURE_BOOT, STICK"})
  void withAManagerItDoesWhatTheManagerSays(
      Firmware firmware, Medium.Kind kind, TestReporter reporter) {
    cell(firmware, kind, "with a Manager").in(reporter);
    var doors = new Stage.Doors(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    var network = new MediumNetwork(Ports.free());
    var boot = URI.create("http://%s:%d".formatted(network.managerAddress(), doors.boot()));
    var image = Built.medium(folder.resolve("medium.iso"), Optional.of(boot));
    var stagePlan = new Stage.Plan(folder, network, doors, true, Map.of(), firmware);
    try (var stage = new Stage(stagePlan)) {
      stage.startManager();
      var api = stage.api();
      api.post("/servers", stage.registration());
      var server =
          api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
      var rescue = new Rescue(api, server.at("session").text("id"));
      var plan = stage.serverPlan().with(new Medium(image, kind));
      try (var machine = VirtualServer.start(plan, Accelerator.best())) {
        assertThat(rescue.await("active", BOOT))
            .as(() -> rescue.session() + String.join("\n", machine.console().tail(60)))
            .isTrue();
        assertThat(machine.writes()).as("writes to the drives").isZero();
        theNextBootIsTheDisks(api, machine.console());
      }
    }
  }

  private static void theNextBootIsTheDisks(Api api, Console console) {
    long before = console.end();
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "soft"));
    assertThat(Patience.untilTrue(BOOT, () -> bootsItsDisk(console.textAfter(before))))
        .as(() -> console.textAfter(before))
        .isTrue();
  }

  /// Where the firmware's network is not there for GRUB, the medium's Linux cannot go back to the
  /// disk, and says what the Manager said.
  private static boolean bootsItsDisk(String said) {
    return List.of("demo-1 boots from its disk", "the netboot of demo-1 is \"disk\"").stream()
        .anyMatch(said::contains);
  }
}
