package org.lifeboot.agent.check.smart;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a drive can test itself, as the drive says.
enum SelfTestOffer {
  OFFERED,
  NOT_OFFERED,
  /// The drive does not say: a test is tried.
  NOT_KNOWN;

  static final String NONE_OFFERED = "This drive offers no self-test.";

  /// NVM Express Base Specification, "Identify Controller", OACS: bit 4 is the self-test. smartctl
  /// has it in its lines alone.
  private static final Pattern OACS =
      Pattern.compile("Optional Admin Commands \\(0x([0-9a-fA-F]{1,4})\\):.*");

  private static final int SELF_TEST = 1 << 4;

  /// What the drive says.
  ///
  /// @param more the answer to [org.lifeboot.agent.hardware.Smartctl#more]
  static SelfTestOffer of(Tree answer, Tree more) {
    return switch (answer.text("device", "protocol")) {
      case "ATA" -> ata(answer);
      case "NVMe" -> nvme(answer, more);
      default -> NOT_KNOWN;
    };
  }

  /// ATA Command Set, SMART READ DATA, byte 367 bit 4.
  private static SelfTestOffer ata(Tree answer) {
    Optional<Boolean> supported =
        answer.flag("ata_smart_data", "capabilities", "self_tests_supported");
    return supported.map(SelfTestOffer::of).orElse(NOT_KNOWN);
  }

  private static SelfTestOffer nvme(Tree answer, Tree more) {
    if (answer.has("nvme_self_test_log")) {
      return OFFERED;
    }
    return more.list("smartctl", "output").stream()
        .map(line -> OACS.matcher(line.text()))
        .filter(Matcher::matches)
        .findFirst()
        .map(line -> of((Integer.parseInt(line.group(1), 16) & SELF_TEST) != 0))
        .orElse(NOT_KNOWN);
  }

  private static SelfTestOffer of(boolean offered) {
    return offered ? OFFERED : NOT_OFFERED;
  }
}
