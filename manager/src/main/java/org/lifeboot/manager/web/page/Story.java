package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.session.Credentials;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Requested;

/// Where a server stands, in words: what is going on, and what to do now.
///
/// @param since when it began, for a running clock
/// @param until when it ends by itself, for a running clock
public record Story(
    Chip chip, String what, String next, Optional<Instant> since, Optional<Instant> until) {

  /// The story of a server and what was last done with it.
  static Story of(Latest latest) {
    String name = latest.server().name();
    return latest
        .memtest()
        .map(memtest -> MemtestStory.of(name, memtest))
        .or(() -> latest.session().map(Story::of))
        .orElseGet(() -> onDisk(name, "", Optional.empty()));
  }

  /// The story of a session.
  static Story of(Session session) {
    String name = session.serverName();
    return switch (session.state()) {
      case Requested(var expiresAt, var _) -> requested(name, session.requestedAt(), expiresAt);
      case Booting booting -> booting(name, session.requestedAt(), booting);
      case Active(var rescued, var _) -> active(name, rescued.activeAt(), session.credentials());
      case Leaving(_, var since, var reason) -> leaving(name, since, reason);
      case Lost(_, var since) -> lost(name, since);
      case Ended(var at, var reason, _, _) -> onDisk(name, reason, Optional.of(at));
      case Failed(var at, var step, var reason, _) -> failed(name, at, step, reason);
      case Expired(var at) -> expired(name, at);
    };
  }

  /// The story as told to an owner without an account, who can do less.
  public static Story forOwner(Session session) {
    Story story = of(session);
    if (!session.live()) {
      return story.then(
          "This rescue session is over. Its password, this page and SSH to the rescue system no"
              + " longer work.");
    }
    if (session.state() instanceof Lost) {
      return story.then(
          "It may come back by itself, and this page will say so. If it does not within some"
              + " minutes, ask whoever runs this Lifeboot for a hard reboot.");
    }
    return story;
  }

  private Story then(String otherNext) {
    return new Story(chip, what, otherNext, since, until);
  }

  private static Story onDisk(String name, String reason, Optional<Instant> since) {
    String ended = reason.isEmpty() ? "" : " The last rescue session is over: " + sentence(reason);
    return new Story(
        new Chip("On disk", Tone.PLAIN),
        name + " boots its own disk.",
        "Something wrong with it? Choose “rescue” below, then reboot it." + ended,
        since,
        Optional.empty());
  }

  private static Story requested(String name, Instant since, Instant until) {
    return new Story(
        new Chip("Waiting for a boot", Tone.BUSY),
        name + " will boot the rescue system at its next boot.",
        "Reboot it now: soft if its system still answers, hard if not. If no boot comes in time,"
            + " the choice falls back to disk by itself.",
        Optional.of(since),
        Optional.of(until));
  }

  private static Story booting(String name, Instant since, Booting booting) {
    int attempt = booting.attempt().number();
    return new Story(
        new Chip("Booting", Tone.BUSY),
        name
            + " is booting the rescue system"
            + (attempt > 1 ? " (attempt " + attempt + ")." : "."),
        "Nothing to do but wait; a real machine needs 5 minutes and more, most of it for its"
            + " firmware. The e-mail leaves as soon as the rescue system answers.",
        Optional.of(since),
        Optional.of(booting.deadline()));
  }

  private static Story active(String name, Instant since, Optional<Credentials> credentials) {
    boolean ready = credentials.map(Credentials::sshReady).orElse(false);
    return new Story(
        new Chip("In rescue", Tone.GOOD),
        name + " is in rescue.",
        (ready ? "Log in by SSH as shown below. " : "SSH opens in a moment. ")
            + "When the work is done: back to disk, then a soft reboot.",
        Optional.of(since),
        Optional.empty());
  }

  private static Story leaving(String name, Instant since, String reason) {
    return new Story(
        new Chip("Leaving rescue", Tone.CARE),
        name + " boots its own disk at the next reboot.",
        "Still to do: the soft reboot, if it is not under way already. Until then SSH goes on"
            + " working."
            + (reason.isEmpty() ? "" : " Leaving because: " + sentence(reason)),
        Optional.of(since),
        Optional.empty());
  }

  private static Story lost(String name, Instant since) {
    return new Story(
        new Chip("Not answering", Tone.BAD),
        "The rescue system of " + name + " has fallen silent.",
        "It may come back by itself, and this page will say so. If it does not within some minutes,"
            + " reboot it hard: it then boots its own disk, and you can choose rescue again.",
        Optional.of(since),
        Optional.empty());
  }

  private static Story failed(String name, Instant at, String step, String reason) {
    return new Story(
        new Chip("Rescue failed", Tone.BAD),
        "The rescue system of " + name + " did not come up. " + sentence(reason),
        BootAdvice.after(step) + " Its netboot is disk again: choose rescue to try once more.",
        Optional.of(at),
        Optional.empty());
  }

  private static Story expired(String name, Instant at) {
    return new Story(
        new Chip("Choice expired", Tone.CARE),
        name + " did not boot from the network in time; its netboot is disk again.",
        "Was it rebooted? Does its firmware try the network before the disk? Is its MAC address the"
            + " one registered here? Then choose rescue again.",
        Optional.of(at),
        Optional.empty());
  }

  private static String sentence(String reason) {
    String shown = Visible.text(reason);
    if (shown.isEmpty()) {
      return "";
    }
    String begun = Character.toUpperCase(shown.charAt(0)) + shown.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
