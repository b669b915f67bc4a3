package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.memtest.Heard;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestState.Booting;
import org.lifeboot.manager.memtest.MemtestState.Chosen;
import org.lifeboot.manager.memtest.MemtestState.Ended;
import org.lifeboot.manager.memtest.MemtestState.Expired;
import org.lifeboot.manager.memtest.MemtestState.Failed;
import org.lifeboot.manager.memtest.MemtestState.Sending;
import org.lifeboot.manager.memtest.MemtestState.Sent;

/// Where a server stands whose netboot is, or was, Memtest86+.
final class MemtestStory {

  private static final String UNHEARD =
      "What it finds stands on the server's screen and serial console only; Lifeboot cannot see"
          + " it.";

  private MemtestStory() {}

  static Story of(String name, Memtest memtest) {
    return switch (memtest.state()) {
      case Chosen(var expiresAt) -> chosen(name, memtest.chosenAt(), expiresAt);
      case Booting(_, _, var deadline) -> booting(name, memtest.chosenAt(), deadline);
      case Sending(_, var deadline) -> booting(name, memtest.chosenAt(), deadline);
      case Sent(var at) -> sent(name, at, memtest.heard());
      case Ended(var at, var reason, var sentAt) ->
          ended(name, at, reason, sentAt.equals(Instant.EPOCH) ? "" : over(memtest.heard()));
      case Failed(var at, var reason) -> failed(name, at, reason);
      case Expired(var at) -> expired(name, at);
    };
  }

  private static Story chosen(String name, Instant since, Instant until) {
    return new Story(
        new Chip("Waiting for a boot", Tone.BUSY),
        name + " will boot Memtest86+ at its next boot.",
        "Memtest is chosen, waiting for the boot: reboot it now, soft if its system still answers,"
            + " hard if not. If no boot comes in time, the choice falls back to disk by itself.",
        Optional.of(since),
        Optional.of(until));
  }

  private static Story booting(String name, Instant since, Instant until) {
    return new Story(
        new Chip("Booting", Tone.BUSY),
        name + " is fetching Memtest86+.",
        "Nothing to do but wait; it is small.",
        Optional.of(since),
        Optional.of(until));
  }

  private static Story sent(String name, Instant at, Optional<Heard> heard) {
    return new Story(
        chip(heard),
        "Memtest86+ was sent to " + name + "." + heard.map(MemtestStory::progress).orElse(""),
        heard.map(MemtestStory::source).orElse(UNHEARD)
            + " It tests for hours, and goes on until you end it: by a hard reboot, as nothing"
            + " answers a soft one. The server then boots its own disk.",
        Optional.of(at),
        Optional.empty());
  }

  private static Chip chip(Optional<Heard> heard) {
    return switch (heard.map(Heard::verdict).orElse("")) {
      case "failed" -> new Chip("Memory errors", Tone.BAD);
      case "warning" -> new Chip("Corrected errors", Tone.CARE);
      case "passed" -> new Chip("Memtest86+: passed", Tone.GOOD);
      default -> new Chip("Memtest86+", Tone.BUSY);
    };
  }

  private static String progress(Heard heard) {
    if (!heard.ever()) {
      return "";
    }
    return " So far: "
        + heard.text()
        + "; pass "
        + (heard.passes() + 1)
        + (heard.passPercent() > 0 ? ", " + heard.passPercent() + " %" : "")
        + (heard.test() >= 0 ? ", test " + heard.test() : "")
        + ".";
  }

  private static String source(Heard heard) {
    if (!heard.trouble().isEmpty()) {
      return "Lifeboot listens to it over serial-over-LAN, and hears nothing now: "
          + heard.trouble();
    }
    return heard.ever()
        ? "Lifeboot reads its result over serial-over-LAN; the console shows its screen."
        : "Lifeboot listens to it over serial-over-LAN, and has heard nothing yet. What it finds"
            + " stands on the server's screen too.";
  }

  private static String over(Optional<Heard> heard) {
    return heard
        .map(it -> ". Its result: " + it.text() + ".")
        .orElse(". What it found stood on the server's screen and serial console only.");
  }

  /// The end of a choice.
  ///
  /// @param over what it found; "" when it was never sent
  private static Story ended(String name, Instant at, String reason, String over) {
    return new Story(
        new Chip("On disk", Tone.PLAIN),
        name + " boots its own disk.",
        over.isEmpty()
            ? "Memtest86+ was called off: " + reason + ". It was never sent."
            : "Memtest86+ is over: " + reason + over,
        Optional.of(at),
        Optional.empty());
  }

  private static Story failed(String name, Instant at, String reason) {
    return new Story(
        new Chip("Memtest failed", Tone.BAD),
        "Memtest86+ may not have reached " + name + ": " + reason + ".",
        "Its netboot is disk again. Look at the server's screen; choose memtest again to try once"
            + " more.",
        Optional.of(at),
        Optional.empty());
  }

  private static Story expired(String name, Instant at) {
    return new Story(
        new Chip("Choice expired", Tone.CARE),
        name + " did not boot from the network in time; its netboot is disk again.",
        "Was it rebooted? Does its firmware try the network before the disk? Is its MAC address the"
            + " one registered here? Then choose memtest again.",
        Optional.of(at),
        Optional.empty());
  }
}
