package org.lifeboot.agent.hardware;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.Inventory.Smart;
import org.lifeboot.protocol.Verdict;

/// smartctl(8) of smartmontools 7: asks a drive for its identity, health and counters, and has it
/// test itself. It changes no setting of the drive.
public final class Smartctl {

  /// Exit bits (smartctl(8), "EXIT STATUS"): 0 and 1 mean that there is no report at all.
  private static final int NO_REPORT = 0b11;

  private static final int PART_OF_IT_UNREADABLE = 1 << 2;

  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final Duration LIMIT_WHOLE = Duration.ofMinutes(2);

  /// Drives behind RAID controllers have types of this kind.
  private static final String NUMBERED = "(?:sat\\+)?[a-z0-9]+,[0-9/,]+";

  private static final JsonType<SmartctlAnswer> ANSWER =
      Jsonb.builder().build().type(SmartctlAnswer.class);

  private static final JsonType<SmartctlScan> SCAN =
      Jsonb.builder().build().type(SmartctlScan.class);

  private Smartctl() {}

  /// Asks one drive.
  ///
  /// @param device `/dev/sda`
  public static Command command(String device) {
    return Command.of(LIMIT, "smartctl", "--json", "-i", "-H", "-A", "--", device);
  }

  /// Asks one drive for all that the SMART check reads: identity, health, counters, capabilities,
  /// logs of errors and self-tests.
  public static Command whole(SmartAddress drive) {
    return of(LIMIT_WHOLE, drive, "-a");
  }

  /// Asks one drive for what [#whole] leaves out: device statistics, pending defects, counters of
  /// the link, all error logs; and, as lines, for what smartctl has no JSON of. Many sound drives
  /// do not know all of these commands, so its exit code says nothing.
  public static Command more(SmartAddress drive) {
    var words = new ArrayList<>(of(LIMIT_WHOLE, drive, "-x").arguments());
    words.set(words.indexOf("--json"), "--json=o");
    return Command.of(LIMIT_WHOLE, words.toArray(String[]::new));
  }

  /// Has the drive test itself while it goes on working. Returns at once.
  ///
  /// @param test `short` or `long`
  public static Command startSelfTest(SmartAddress drive, String test) {
    return of(LIMIT, drive, "-t", test);
  }

  /// Ends the drive's test of itself.
  public static Command stopSelfTest(SmartAddress drive) {
    return of(LIMIT, drive, "-X");
  }

  private static Command of(Duration limit, SmartAddress drive, String... what) {
    var words = new ArrayList<>(List.of("smartctl", "--json"));
    words.addAll(List.of(what));
    if (!drive.type().isEmpty()) {
      words.addAll(List.of("-d", drive.type()));
    }
    words.addAll(List.of("--", drive.device()));
    return Command.of(limit, words.toArray(String[]::new));
  }

  /// Lists all drives, those behind RAID controllers too.
  public static Command scan() {
    return Command.of(LIMIT_WHOLE, "smartctl", "--json", "--scan-open");
  }

  /// The drives behind RAID controllers.
  public static List<SmartAddress> behindControllers(Outcome scanned) {
    if (!(scanned instanceof Outcome.Exited(_, String stdout, _))) {
      return List.of();
    }
    try {
      SmartctlScan scan = JsonText.read(SCAN, stdout);
      List<SmartAddress> drives = new ArrayList<>();
      for (SmartctlScan.Found found :
          scan.devices() == null ? List.<SmartctlScan.Found>of() : scan.devices()) {
        String type = found == null ? "" : text(found.type(), null);
        if (found != null && type.matches(NUMBERED)) {
          drives.add(new SmartAddress(text(found.name(), null), type));
        }
      }
      return drives;
    } catch (JsonException | IllegalStateException | NullPointerException _) {
      return List.of();
    }
  }

  /// Exit bits that say there is no report at all: wrong words, or a drive that could not be
  /// opened.
  public static boolean withoutReport(int exitCode) {
    return (exitCode & NO_REPORT) != 0;
  }

  /// The exit bit that says a command to the drive failed, or a checksum in its answer was wrong.
  public static boolean partUnreadable(int exitCode) {
    return (exitCode & PART_OF_IT_UNREADABLE) != 0;
  }

  /// The exit bit that says attributes were at or below their thresholds some time in the past.
  public static boolean belowThresholdOnce(int exitCode) {
    return (exitCode & 1 << 5) != 0;
  }

  /// What a drive says of itself. Texts are empty when it does not say.
  public record Report(String model, String serial, String firmware, Smart smart) {

    static Report unknown(String reason) {
      return new Report("", "", "", new Smart(Verdict.INCONCLUSIVE, reason));
    }
  }

  public static Report report(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))) {
      return Report.unknown("The drive gave no SMART report: " + outcome.inWords() + ".");
    }
    try {
      SmartctlAnswer answer = JsonText.read(ANSWER, stdout);
      return new Report(
          text(answer.modelName(), answer.scsiModelName()),
          text(answer.serialNumber(), null),
          text(answer.firmwareVersion(), answer.scsiRevision()),
          smart(code, answer));
    } catch (JsonException | IllegalStateException | NullPointerException _) {
      return Report.unknown(
          "The drive gave no SMART report: smartctl's answer could not be read (exit code "
              + code
              + ").");
    }
  }

  private static Smart smart(int code, SmartctlAnswer answer) {
    if ((code & NO_REPORT) != 0) {
      return inconclusive("The drive gave no SMART report: " + words(answer, code) + ".");
    }
    List<String> failures = answer.failures();
    if (!failures.isEmpty()) {
      return new Smart(Verdict.FAILED, sentence(failures));
    }
    List<String> warnings = answer.warnings(code);
    if (!warnings.isEmpty()) {
      return new Smart(Verdict.WARNING, sentence(warnings));
    }
    if (!answer.passed().equals(Optional.of(true))) {
      return inconclusive("This drive does not report SMART health.");
    }
    if ((code & PART_OF_IT_UNREADABLE) != 0) {
      return inconclusive(
          "The drive says it is healthy, but part of its SMART data could not be read: "
              + words(answer, code)
              + ".");
    }
    return new Smart(Verdict.PASSED, "The drive says it is healthy.");
  }

  private static Smart inconclusive(String reason) {
    return new Smart(Verdict.INCONCLUSIVE, reason);
  }

  private static String sentence(List<String> parts) {
    return "The drive says: " + String.join("; ", parts) + ".";
  }

  private static String words(SmartctlAnswer answer, int code) {
    String said =
        answer.messages().stream()
            .map(message -> HostileText.line(message, 200))
            .filter(message -> !message.isEmpty())
            .map(message -> message.replaceFirst("[.]$", ""))
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "smartctl's exit code was " + code : HostileText.line(said, 400);
  }

  private static String text(@Nullable String first, @Nullable String second) {
    String value = first == null || first.isBlank() ? second : first;
    return value == null ? "" : HostileText.line(value);
  }
}
