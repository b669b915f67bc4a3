package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.session.SessionEvent.AddressGiven;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionEvent.AgentHeard;
import org.lifeboot.manager.session.SessionEvent.AgentNotUnderstood;
import org.lifeboot.manager.session.SessionEvent.AgentRebooting;
import org.lifeboot.manager.session.SessionEvent.AgentSilent;
import org.lifeboot.manager.session.SessionEvent.BootAsked;
import org.lifeboot.manager.session.SessionEvent.CommandFailed;
import org.lifeboot.manager.session.SessionEvent.CredentialsApplied;
import org.lifeboot.manager.session.SessionEvent.DeadlinePassed;
import org.lifeboot.manager.session.SessionEvent.DiskChosen;
import org.lifeboot.manager.session.SessionEvent.FileFetched;
import org.lifeboot.manager.session.SessionEvent.HardRebootAsked;
import org.lifeboot.manager.session.SessionEvent.LadderAsked;
import org.lifeboot.manager.session.SessionEvent.LadderStopped;
import org.lifeboot.manager.session.SessionEvent.MailAnswered;
import org.lifeboot.manager.session.SessionEvent.PasswordRenewed;
import org.lifeboot.manager.session.SessionEvent.PowerAnswered;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;
import org.lifeboot.manager.session.SessionEvent.SessionFileAsked;
import org.lifeboot.manager.session.SessionEvent.SoftRebootAsked;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.BootAttempt;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Login;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Requested;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.manager.session.SessionState.Tokens;

/// One of each state and event.
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Instant LATER = NOW.plus(Duration.ofDays(1));
  static final String TOKEN = "a".repeat(64);
  static final String OLD_TOKEN = "b".repeat(64);
  static final String KEY = "c".repeat(64);
  static final String BOOT = "d".repeat(64);
  static final Tokens TOKENS = new Tokens(TOKEN, List.of(OLD_TOKEN));

  static final Requested REQUESTED = new Requested(NOW.plus(Duration.ofMinutes(60)));
  static final Requested CLIMBING =
      new Requested(
          NOW.plus(Duration.ofDays(2)),
          new Ladder(Ladder.Rung.MEDIA, NOW.plus(Duration.ofMinutes(15)), true));
  static final Booting BOOTING =
      new Booting(
          new BootAttempt(1, BOOT, TOKENS, "R740 A1"),
          Steps.SESSION_FILE,
          NOW.plus(Duration.ofMinutes(20)));
  static final Booting BOOTING_OFTEN =
      new Booting(
          new BootAttempt(SessionLimits.MOST_BOOTS, BOOT, TOKENS, ""),
          Steps.KERNEL,
          NOW.plus(Duration.ofMinutes(20)));
  static final Rescued RESCUED =
      new Rescued(
          NOW,
          TOKENS,
          KEY,
          "linux-boot",
          List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0"),
          List.of("10.0.2.15"),
          new Login(1, 0, "$6$salt$hash"));
  static final Active ACTIVE = new Active(RESCUED);
  static final Active DOUBTED =
      new Active(RESCUED, Doubt.begun(client("R740", "A1"), NOW.minusSeconds(20)));
  static final Leaving LEAVING = new Leaving(RESCUED, NOW, "netboot was set to disk");
  static final Lost LOST = new Lost(RESCUED, NOW);
  static final Ended ENDED = new Ended(NOW, "the server rebooted", NOW, TOKENS);
  static final Failed FAILED = new Failed(NOW, Steps.KERNEL, "too late", TOKENS);
  static final Expired EXPIRED = new Expired(NOW);

  static final List<SessionState> STATES =
      List.of(
          REQUESTED,
          CLIMBING,
          BOOTING,
          BOOTING_OFTEN,
          ACTIVE,
          DOUBTED,
          LEAVING,
          LOST,
          ENDED,
          FAILED,
          EXPIRED);

  static final AgentCalled RIGHT_CALL = call(TOKEN, KEY);

  static final List<SessionEvent> EVENTS =
      List.of(
          new DiskChosen("ann"),
          new SoftRebootAsked("ann"),
          new HardRebootAsked("ann"),
          new PasswordRenewed("ann", "$6$other$hash"),
          new LadderAsked("ann", Ladder.Rung.SOFT),
          new LadderStopped("ann"),
          new RungAnswered(Ladder.Rung.MEDIA, false, "no medium"),
          new SessionEvent.HandsAsked(Ladder.Rung.MEDIA, Duration.ofMinutes(30), "asked"),
          new SessionEvent.HandsAnswered("tess", false, "the rack is locked"),
          boot(),
          new FileFetched(BOOT, BootFile.KERNEL, new Fetch.Started(8_000_000)),
          new FileFetched(
              BOOT, BootFile.SQUASHFS, new Fetch.Finished(170_000_000, Duration.ofSeconds(9))),
          new FileFetched("0".repeat(64), BootFile.KERNEL, new Fetch.Started(8_000_000)),
          new SessionFileAsked(BOOT, "e".repeat(64)),
          new SessionFileAsked("0".repeat(64), "e".repeat(64)),
          RIGHT_CALL,
          call(TOKEN, "f".repeat(64)),
          call(OLD_TOKEN, KEY),
          call("9".repeat(64), KEY),
          new AgentNotUnderstood("192.0.2.9", "another version"),
          new CredentialsApplied(1),
          new CommandFailed("no such program"),
          new AgentRebooting(),
          new AgentHeard(),
          new AgentSilent(NOW, Duration.ofSeconds(90)),
          new DeadlinePassed(),
          new AddressGiven("10.0.2.15"),
          new PowerAnswered("done"),
          new MailAnswered("delivered"));

  private Samples() {}

  static AgentCalled call(String tokenSha256, String keySha256) {
    return new AgentCalled(
        tokenSha256,
        keySha256,
        "linux-boot",
        List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0"),
        List.of("10.0.2.15"),
        "192.0.2.9",
        "$6$fresh$hash");
  }

  static BootAsked boot() {
    return new BootAsked("1".repeat(64), client("", ""));
  }

  static BootAsked bootOf(String product, String serial) {
    return new BootAsked("1".repeat(64), client(product, serial));
  }

  private static BootClient client(String product, String serial) {
    return new BootClient("10.0.2.15", "10.0.2.2", product, serial, "pcbios");
  }
}
