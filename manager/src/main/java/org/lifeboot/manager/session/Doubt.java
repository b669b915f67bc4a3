package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import org.lifeboot.manager.netboot.BootClient;

/// A machine with the server's MAC address asked what to boot while the rescue system was up. It is
/// the server itself, which went down without a word, or another machine with the same address. A
/// word of the Agent's after that tells which; its silence too.
///
/// @param askedAt when it asked; [Instant#EPOCH]: there is no doubt
/// @param until then the server has rebooted
/// @param machine what it said of itself, or empty
public record Doubt(Instant askedAt, Instant until, String machine) {

  static final Doubt NONE = new Doubt(Instant.EPOCH, Instant.EPOCH, "");

  /// Longer than an Agent needs to find that its connection is broken (25 s), dial anew, and say
  /// something that is stored: an Ethernet with one address twice delivers to either machine.
  static final Duration PATIENCE = Duration.ofSeconds(45);

  /// What the Agent had said before may be stored only now; no machine is here again so soon.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  static Doubt begun(BootClient client, Instant now) {
    return new Doubt(now, now.plus(PATIENCE), machine(client));
  }

  /// What a machine says of itself: product and serial number.
  static String machine(BootClient client) {
    return (client.product() + " " + client.serial()).strip();
  }

  /// Two machines, and not one that asks twice.
  static boolean different(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  boolean stands() {
    return until.isAfter(Instant.EPOCH);
  }

  /// The Agent speaks now: the machine that asked was another one.
  boolean refutedAt(Instant now) {
    return stands() && now.isAfter(askedAt.plus(ON_ITS_WAY));
  }

  boolean over(Instant now) {
    return stands() && !now.isBefore(until);
  }

  /// For the timeline.
  ///
  /// @param when in a half-sentence
  static String twins(String when, String machine) {
    return "Two machines have this server's MAC address: "
        + when
        + ", another one"
        + (machine.isEmpty() ? "" : " (" + machine + ")")
        + " asked what to boot, and was told to boot its disk. Give one of them another address";
  }
}
