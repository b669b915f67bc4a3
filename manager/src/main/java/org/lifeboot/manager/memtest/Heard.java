package org.lifeboot.manager.memtest;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// What was heard of Memtest86+ over serial-over-LAN. Stored as JSON.
///
/// @param at when it was heard last; [Instant#EPOCH] if never
/// @param passes that are over; the most that were heard of
/// @param errors that were not corrected; the most that were heard of
/// @param corrected errors that the memory corrected itself
/// @param address of the first error that was seen, in hexadecimal; "" if none was
/// @param trouble why nothing is heard now, in a person's words; "" if something is
/// @param silent it was told that nothing is heard
@Json
public record Heard(
    Instant at,
    String version,
    int passes,
    int passPercent,
    int test,
    int testPercent,
    long errors,
    long corrected,
    String address,
    String trouble,
    boolean silent) {

  /// Somebody listens; nothing was heard yet.
  public static Heard nothing() {
    return new Heard(Instant.EPOCH, "", 0, 0, -1, 0, 0, 0, "", "", false);
  }

  /// Something was heard.
  public boolean ever() {
    return at.isAfter(Instant.EPOCH);
  }

  Heard troubled(String why, boolean told) {
    return new Heard(
        at,
        version,
        passes,
        passPercent,
        test,
        testPercent,
        errors,
        corrected,
        address,
        why,
        silent || told);
  }

  /// What the memory is worth by it, in the words of checks; unknown is never `passed`.
  public String verdict() {
    if (errors > 0) {
      return "failed";
    }
    if (corrected > 0) {
      return "warning";
    }
    return passes > 0 ? "passed" : "inconclusive";
  }

  /// The result, as one part of a sentence.
  public String text() {
    if (!ever()) {
      return "nothing was heard over serial-over-LAN";
    }
    if (errors > 0) {
      return count(errors, "error")
          + (address.isEmpty() ? ", no address was seen" : ", first seen at address 0x" + address);
    }
    if (corrected > 0) {
      return count(corrected, "corrected error")
          + (address.isEmpty() ? "" : ", first seen at address 0x" + address);
    }
    return passes > 0
        ? "passed " + count(passes, "pass") + " without an error"
        : "no error in the " + passPercent + " % of the first pass that were heard of";
  }

  private static String count(long number, String what) {
    String many = what.endsWith("s") ? what + "es" : what + "s";
    return number + " " + (number == 1 ? what : many);
  }
}
