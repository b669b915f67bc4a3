package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;

/// How far the ways of getting a server into rescue have been tried, each for a while.
///
/// @param rung what is being tried
/// @param until then the next one is tried
/// @param handed technicians were asked, and their answer is waited for
public record Ladder(Rung rung, Instant until, boolean handed) {

  public static final Ladder NONE = new Ladder(Rung.NONE, Instant.EPOCH, false);

  /// The ways, the gentle ones first.
  public enum Rung {
    /// None is being tried.
    NONE(Duration.ZERO, "nothing"),
    /// The installed system is asked to restart.
    SOFT(Duration.ofMinutes(8), "a soft reboot"),
    /// A reset, the firmware told to boot from the network once.
    HARD(Duration.ofMinutes(10), "a hard reboot"),
    /// The same again: some firmware loses the boot choice once.
    AGAIN(Duration.ofMinutes(10), "telling the firmware again, and a hard reboot"),
    /// The rescue ISO in the controller's virtual drive.
    MEDIA(Duration.ofMinutes(15), "the rescue ISO as virtual medium");

    private final Duration limit;
    private final String words;

    Rung(Duration limit, String words) {
      this.limit = limit;
      this.words = words;
    }

    /// From its beginning to the server's question what to boot. Real firmware takes minutes.
    Duration limit() {
      return limit;
    }

    String words() {
      return words;
    }
  }

  static Ladder on(Rung rung, Instant now) {
    return new Ladder(rung, now.plus(rung.limit()), false);
  }

  /// A way is being tried.
  public boolean climbing() {
    return rung != Rung.NONE;
  }

  /// What is being tried, in words.
  public String trying() {
    return handed ? rung.words() + ", by technicians who were asked" : rung.words();
  }

  boolean over(Instant now) {
    return rung != Rung.NONE && !now.isBefore(until);
  }

  /// How long all ways together may take.
  static Duration longest() {
    Duration sum = Duration.ZERO;
    for (Rung rung : Rung.values()) {
      sum = sum.plus(rung.limit());
    }
    return sum.plus(Duration.ofMinutes(1));
  }
}
