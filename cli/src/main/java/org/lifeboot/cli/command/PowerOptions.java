package org.lifeboot.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lifeboot.cli.api.PowerDraft;
import org.lifeboot.cli.failure.WrongUse;
import picocli.CommandLine.Option;

/// `--power` and the commands of the driver `command`.
final class PowerOptions {

  private static final Pattern CONTROLLER = Pattern.compile("(redfish|ipmi|ssh):(.+)@([^@]+)");

  @Option(
      names = "--power",
      paramLabel = "DRIVER",
      description = {
        "How the Manager controls its power:",
        "  qemu:/path/to/qmp.sock   a QEMU virtual machine, by its QMP socket",
        "  redfish:USER@HOST[:PORT] a management controller, Redfish; with --power-password-file",
        "  ipmi:USER@HOST[:PORT]    a management controller, IPMI 2.0; with --power-password-file",
        "  wake-on-lan[:BROADCAST]  can only switch on",
        "  ssh:USER@HOST[:PORT]     its installed system, soft only; with --power-key-file",
        "  technician:EMAIL         people at the machine, asked by mail",
        "  command                  commands of yours (--power-hard and so on)",
        "  none                     somebody presses the button (default)"
      })
  private Optional<String> given = Optional.empty();

  @Option(
      names = "--power-soft",
      paramLabel = "COMMAND",
      description = {
        "Commands for soft and hard reboot, on, off and status, run on the Manager's machine without"
            + " a shell; words may be quoted."
      })
  private String soft = "";

  @Option(names = "--power-hard", paramLabel = "COMMAND")
  private String hard = "";

  @Option(names = "--power-on", paramLabel = "COMMAND")
  private String on = "";

  @Option(names = "--power-off", paramLabel = "COMMAND")
  private String off = "";

  @Option(names = "--power-status", paramLabel = "COMMAND")
  private String status = "";

  @Option(
      names = "--power-password-file",
      paramLabel = "FILE",
      description =
          "First line: the controller's password. Without it the stored one stays. Never an argument.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--power-key-file",
      paramLabel = "FILE",
      description = "SSH: a private key without a passphrase. Without it the stored one stays.")
  private Optional<Path> keyFile = Optional.empty();

  @Option(
      names = "--power-system",
      paramLabel = "ID",
      description = "Redfish: which system, when the controller has several.")
  private String system = "";

  @Option(
      names = "--power-media",
      paramLabel = "URL",
      description = "Redfish: a rescue ISO that the controller can fetch.")
  private String media = "";

  @Option(
      names = "--power-cipher-suite",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "IPMI: 3 works everywhere, 17 is better where the board has it (default: 3).")
  private int cipherSuite = 3;

  @Option(
      names = "--power-firmware",
      paramLabel = "uefi|bios",
      defaultValue = "uefi",
      description = "IPMI: how the server boots (default: uefi).")
  private String firmware = "uefi";

  /// The driver that was asked for, or none.
  PowerDraft draft() {
    return draft(given.orElse("none"));
  }

  /// Empty when nothing was said of the power.
  Optional<PowerDraft> draftIfGiven() {
    return given.isEmpty() && String.join("", soft, hard, on, off, status).isEmpty()
        ? Optional.empty()
        : Optional.of(draft());
  }

  private PowerDraft draft(String driver) {
    if (driver.equals("command")) {
      return command();
    }
    if (!String.join("", soft, hard, on, off, status).isEmpty()) {
      throw new WrongUse("--power-soft, --power-hard and so on belong to: --power command");
    }
    if (driver.equals("none")) {
      return new PowerDraft.None();
    }
    if (driver.startsWith("qemu:/")) {
      return new PowerDraft.Qemu(driver.substring("qemu:".length()));
    }
    if (driver.equals("wake-on-lan") || driver.startsWith("wake-on-lan:")) {
      return new PowerDraft.WakeOnLan(driver.replaceFirst("^wake-on-lan:?", ""));
    }
    if (driver.startsWith("technician:")) {
      return new PowerDraft.Technician(driver.substring("technician:".length()));
    }
    Matcher controller = CONTROLLER.matcher(driver);
    if (controller.matches()) {
      String user = controller.group(2);
      String address = controller.group(3);
      if (controller.group(1).equals("ssh")) {
        return new PowerDraft.Ssh(address, user, key());
      }
      return controller.group(1).equals("redfish")
          ? new PowerDraft.Redfish(address, user, password(), system, media)
          : new PowerDraft.Ipmi(address, user, password(), cipherSuite, firmware);
    }
    throw new WrongUse(
        "--power "
            + driver
            + " is not known; give qemu:/path/to/qmp.sock (a full path on the Manager's machine),"
            + " redfish:USER@HOST, ipmi:USER@HOST, wake-on-lan, ssh:USER@HOST, technician:EMAIL, command"
            + " or none");
  }

  private String password() {
    return passwordFile.map(PowerOptions::firstLine).orElse("");
  }

  private String key() {
    return keyFile.map(PowerOptions::whole).orElse("");
  }

  private static String whole(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WrongUse("--power-key-file " + file + " cannot be read");
    }
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException e) {
      throw new WrongUse("--power-password-file " + file + " cannot be read");
    }
  }

  private PowerDraft command() {
    if (hard.isBlank() && soft.isBlank()) {
      throw new WrongUse("--power command needs --power-hard or --power-soft, or both");
    }
    return new PowerDraft.Command(words(soft), words(hard), words(on), words(off), words(status));
  }

  private static List<String> words(String line) {
    return CommandWords.of(line);
  }
}
