package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.matrix.Cell;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BridgeNetwork;
import org.lifeboot.lab.server.Console;
import org.lifeboot.lab.server.DemoDisks;
import org.lifeboot.lab.server.Drive;
import org.lifeboot.lab.server.Firmware;

/// A server of one firmware, served by the Manager's own dnsmasq: into rescue, back to its disk by
/// the loader on it, and into Memtest86+; under Secure Boot that is refused, and so is a kernel
/// that was tampered with.
final class FirmwareStory {

  private static final Duration BOOT = Duration.ofMinutes(12);

  private final Path folder;
  private final Firmware firmware;
  private final boolean sixth;

  FirmwareStory(Path folder, Firmware firmware) {
    this(folder, firmware, false);
  }

  /// @param sixth on a network of IPv6 alone
  FirmwareStory(Path folder, Firmware firmware, boolean sixth) {
    this.folder = folder;
    this.firmware = firmware;
    this.sixth = sixth;
  }

  Cell cell() {
    return new Cell(
        firmware.words(),
        way(),
        sixth ? "bridge, IPv6 alone, Lifeboot's dnsmasq" : "bridge, Lifeboot's dnsmasq");
  }

  private String way() {
    if (firmware.ipxe()) {
      return "iPXE in the card";
    }
    var first = firmware == Firmware.UEFI_HTTP_SECURE_BOOT ? "HTTP Boot" : "PXE";
    return first + ", then shim and GRUB";
  }

  /// Plays all of it.
  ///
  /// @return from power-on to `active`
  Duration play() {
    var image = copyOfTheImage();
    var settings = Map.of("image.folder", image.toString());
    var doors = new Stage.Doors(8080, 8443, 8081, 8025);
    try (var network = sixth ? BridgeNetwork.createSixth() : BridgeNetwork.create();
        var stage =
            new Stage(
                new Stage.Plan(folder, network, doors, true, settings, firmware),
                List.of(driveWithALoader(image)))) {
      try {
        return play(stage, image);
      } catch (AssertionError | RuntimeException e) {
        System.out.println(String.join("\n", stage.server().console().tail(60)));
        Sit.down(stage);
        throw e;
      }
    }
  }

  private Duration play(Stage stage, Path image) {
    stage.startManager();
    var api = stage.api();
    var registration = stage.registration();
    if (ofItsOwn()) {
      registration.put("efiLoader", loaders() + "/shimx64.efi");
    }
    api.post("/servers", registration);
    var rescue = rescue(api);
    var begun = Instant.now();
    var console = stage.powerOn(Accelerator.best()).console();
    assertThat(rescue.await("active", BOOT)).as(() -> rescue.session().toString()).isTrue();
    var took = Duration.between(begun, Instant.now());
    theKernelKnowsItsFirmware(stage, rescue);
    long before = console.end();
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.post("/servers/demo-1/reboot", Map.of("how", "soft"));
    itsDiskBoots(console, before);
    if (firmware.secureBoot()) {
      aKernelThatWasTamperedWithIsRefused(api, console, image);
    }
    memtestRunsUnlessSecureBootRefusesIt(api, console);
    assertThat(stage.server().writes()).as("writes to the drives").isZero();
    return took;
  }

  private static Rescue rescue(Api api) {
    var server = api.put("/servers/demo-1/netboot", Map.of("netboot", "rescue", "password", true));
    return new Rescue(api, server.at("session").text("id"));
  }

  private void theKernelKnowsItsFirmware(Stage stage, Rescue rescue) {
    var letter = new MailStep(stage, new Transcript(System.out)).play(rescue);
    var ssh = new SecureShell(stage.plan().folder(), stage.plan().network());
    assertThat(Patience.untilTrue(Duration.ofMinutes(1), () -> sshReady(rescue))).isTrue();

    var said =
        ssh.run(
            letter,
            letter.password(),
            letter.knownHosts(),
            "ls -d /sys/firmware/efi; od -An -t u1 -j 4"
                + " /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c;"
                + " cat /sys/kernel/security/lockdown");

    assertThat(said.output()).contains("/sys/firmware/efi");
    assertThat(letter.sshDoor().host()).startsWith(sixth ? "fd00:77::" : "10.77.0.");
    if (firmware.secureBoot()) {
      assertThat(said.output().lines().map(String::strip)).contains("1");
      assertThat(said.output()).contains("[integrity]");
    }
  }

  private static boolean sshReady(Rescue rescue) {
    return rescue.session().at("credentials").text("sshReady").equals("true");
  }

  private static void itsDiskBoots(Console console, long before) {
    assertThat(console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT)).isPresent();
  }

  private static void aKernelThatWasTamperedWithIsRefused(Api api, Console console, Path image) {
    new Image(image.resolve("vmlinuz")).altered(1_000_000, new byte[] {1, 2, 3, 4});
    var rescue = rescue(api);
    long before = console.end();
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));

    assertThat(console.awaitAfter(before, "the rescue system could not be loaded", BOOT))
        .isPresent();
    itsDiskBoots(console, before);
    assertThat(console.textAfter(before)).contains("bad shim signature");
    assertThat(rescue.entry("kernel")).isPresent();
    assertThat(rescue.state()).isNotEqualTo("active");
  }

  /// Nobody has signed it.
  private void memtestRunsUnlessSecureBootRefusesIt(Api api, Console console) {
    api.put("/servers/demo-1/netboot", Map.of("netboot", "disk"));
    api.put("/servers/demo-1/netboot", Map.of("netboot", "memtest"));
    long before = console.end();
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));
    if (firmware.secureBoot()) {
      itsDiskBoots(console, before);
      assertThat(console.textAfter(before)).contains("bad shim signature");
      return;
    }
    assertThat(console.awaitAfter(before, "Memtest86+ v", BOOT)).as("Memtest86+").isPresent();
    long tested = console.end();
    api.post("/servers/demo-1/reboot", Map.of("how", "hard"));
    itsDiskBoots(console, tested);
  }

  /// Hard copies: the kernel will be altered.
  private Path copyOfTheImage() {
    var copy = folder.resolve("image");
    try (Stream<Path> files = Files.list(Files.createDirectories(folder).resolve(Built.image()))) {
      Files.createDirectories(copy);
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("copying the image to " + copy, e);
    }
  }

  /// One firmware's drive has its loaders where only the server's own setting finds them; the
  /// others' are looked for.
  private boolean ofItsOwn() {
    return firmware == Firmware.UEFI_SECURE_BOOT;
  }

  private String loaders() {
    return ofItsOwn() ? "/EFI/a-system-of-its-own" : "/EFI/debian";
  }

  /// A drive as an installed system has it, with the signed loaders on its EFI system partition,
  /// and nothing behind them.
  private Drive driveWithALoader(Path image) {
    var drive = Image.empty(folder.resolve("loader.raw"), 64);
    var partition = drive.file() + "@@1M";
    var script = folder.resolve("grub.cfg");
    try {
      Files.writeString(script, "echo '%s'\nsleep 3600\n".formatted(DemoDisks.BOOT_LINE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Image.run(
        "sh", "-c", "echo 'start=1MiB, type=uefi' | sfdisk --quiet --label gpt " + drive.file());
    Image.run("mformat", "-i", partition, "-F", "-T", "122880", "-h", "64", "-s", "32", "::");
    Image.run("mmd", "-i", partition, "::EFI", "::" + loaders(), "::grub");
    for (var signed : List.of("shimx64.efi", "grubx64.efi")) {
      Image.run("mcopy", "-i", partition, image.resolve(signed).toString(), "::" + loaders());
    }
    Image.run("mcopy", "-i", partition, script.toString(), "::grub/grub.cfg");
    return Drive.virtio("loader", drive.file(), "LB-EFI-0003");
  }
}
