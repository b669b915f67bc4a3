package org.lifeboot.agent.hardware;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.hardware.HardwareEvent.Kind;
import org.lifeboot.agent.tool.HostileText;

/// Reads hardware events out of the kernel's messages (Linux 6.12). Not thread-safe.
final class HardwareEvents {

  /// arch/x86/kernel/cpu/mce/core.c, `__print_mce`.
  private static final Pattern MACHINE_CHECK =
      Pattern.compile("CPU (\\d{1,6}): Machine Check[^:]*: [0-9a-f]+ Bank \\d+: ([0-9a-f]{16})$");

  /// drivers/edac/mce_amd.c, `amd_decode_mce`.
  private static final Pattern MACHINE_CHECK_AMD =
      Pattern.compile("CPU:(\\d{1,6}) .*MC\\d+_STATUS\\[.*]: 0x([0-9a-f]{16})$");

  /// arch/x86/kernel/cpu/mce/core.c, told where another decoder keeps the details.
  private static final String LOGGED = "Machine check events logged";

  /// arch/x86/kernel/cpu/mce/core.c, `kill_me_maybe`.
  private static final String IN_USE = "Uncorrected hardware memory error in user-access";

  /// drivers/thermal/intel/therm_throt.c.
  private static final Pattern TOO_HOT =
      Pattern.compile("CPU(\\d{1,6}): (?:Core|Package) temperature (?:is )?above threshold");

  /// drivers/edac/edac_mc.c, `edac_ce_error` and `edac_ue_error`.
  private static final Pattern EDAC =
      Pattern.compile("EDAC MC\\d+: \\d+ (CE|UE) .* on (.{1,200}?) \\(");

  /// drivers/firmware/efi/cper.c: what firmware tells through ACPI.
  private static final Pattern SEVERITY = Pattern.compile("event severity: (\\w+)");

  private static final Pattern LOCATION = Pattern.compile("DIMM location: (.+)");

  /// mm/memory-failure.c.
  private static final Pattern BAD_PAGE = Pattern.compile("Memory failure: 0x([0-9a-f]{1,16}): ");

  /// MCi_STATUS.UC (Intel SDM volume 3, "IA32_MCi_STATUS MSRs"; the same at AMD).
  private static final long NOT_CORRECTED = 1L << 61;

  private static final int MOST_EVENTS = 10_000;

  private final List<HardwareEvent> events = new ArrayList<>();
  private final Set<String> pages = new HashSet<>();
  private boolean logged;

  /// Whether a message is of interest at all, as an event or as a part of one.
  static boolean concerns(String message) {
    return message.contains("[Hardware Error]")
        || message.contains("mce: ")
        || message.contains("EDAC ")
        || message.contains("Memory failure: ")
        || message.contains("temperature ");
  }

  void add(String message) {
    if (events.size() >= MOST_EVENTS || !concerns(message)) {
      return;
    }
    machineCheck(MACHINE_CHECK.matcher(message), message);
    machineCheck(MACHINE_CHECK_AMD.matcher(message), message);
    memory(message);
    firmware(message);
    Matcher hot = TOO_HOT.matcher(message);
    if (hot.find()) {
      add(Kind.THROTTLED, OptionalInt.of(Integer.parseInt(hot.group(1))), "", message);
    }
    logged |= message.contains(LOGGED);
  }

  private void machineCheck(Matcher told, String message) {
    if (told.find()) {
      boolean corrected = (Long.parseUnsignedLong(told.group(2), 16) & NOT_CORRECTED) == 0;
      Kind kind = corrected ? Kind.CORRECTED : Kind.UNCORRECTED;
      add(kind, OptionalInt.of(Integer.parseInt(told.group(1))), "", message);
    }
  }

  private void memory(String message) {
    Matcher edac = EDAC.matcher(message);
    if (edac.find()) {
      Kind kind = edac.group(1).equals("CE") ? Kind.CORRECTED : Kind.UNCORRECTED;
      add(kind, OptionalInt.empty(), edac.group(2), message);
    }
    if (message.contains(IN_USE)) {
      add(Kind.UNCORRECTED, OptionalInt.empty(), "", message);
    }
    Matcher page = BAD_PAGE.matcher(message);
    if (page.find() && pages.add(page.group(1))) {
      add(Kind.BAD_PAGE, OptionalInt.empty(), "", message);
    }
  }

  private void firmware(String message) {
    Matcher severity = SEVERITY.matcher(message);
    if (severity.find() && !severity.group(1).equals("info")) {
      Kind kind = severity.group(1).equals("corrected") ? Kind.CORRECTED : Kind.UNCORRECTED;
      add(kind, OptionalInt.empty(), "", message);
    }
    Matcher location = LOCATION.matcher(message);
    if (location.find() && !events.isEmpty()) {
      HardwareEvent last = events.removeLast();
      add(last.kind(), last.cpu(), location.group(1), last.text());
    }
  }

  private void add(Kind kind, OptionalInt cpu, String place, String text) {
    events.add(new HardwareEvent(kind, cpu, HostileText.line(place), HostileText.line(text, 400)));
  }

  /// What was told so far. A machine check of which the kernel gives no details is an event too.
  List<HardwareEvent> all() {
    if (logged && events.isEmpty()) {
      return List.of(
          new HardwareEvent(Kind.CORRECTED, OptionalInt.empty(), "", LOGGED + ", no details"));
    }
    return List.copyOf(events);
  }
}
