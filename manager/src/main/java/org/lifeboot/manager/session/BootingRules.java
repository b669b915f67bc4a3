package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.session.SessionEffect.ApplyCredentials;
import org.lifeboot.manager.session.SessionEffect.Close;
import org.lifeboot.manager.session.SessionEffect.MailOwner;
import org.lifeboot.manager.session.SessionEffect.SetNetboot;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionEvent.AgentHeard;
import org.lifeboot.manager.session.SessionEvent.AgentNotUnderstood;
import org.lifeboot.manager.session.SessionEvent.AgentRebooting;
import org.lifeboot.manager.session.SessionEvent.AgentSilent;
import org.lifeboot.manager.session.SessionEvent.Asked;
import org.lifeboot.manager.session.SessionEvent.BootAsked;
import org.lifeboot.manager.session.SessionEvent.CommandFailed;
import org.lifeboot.manager.session.SessionEvent.CredentialsApplied;
import org.lifeboot.manager.session.SessionEvent.DiskChosen;
import org.lifeboot.manager.session.SessionEvent.Fetched;
import org.lifeboot.manager.session.SessionEvent.FileFetched;
import org.lifeboot.manager.session.SessionEvent.FromAgent;
import org.lifeboot.manager.session.SessionEvent.HardRebootAsked;
import org.lifeboot.manager.session.SessionEvent.LadderAsked;
import org.lifeboot.manager.session.SessionEvent.LadderStopped;
import org.lifeboot.manager.session.SessionEvent.PasswordRenewed;
import org.lifeboot.manager.session.SessionEvent.SessionFileAsked;
import org.lifeboot.manager.session.SessionEvent.SoftRebootAsked;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.BootAttempt;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Login;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.manager.session.SessionState.Tokens;
import org.lifeboot.protocol.RefusalCode;

/// From the first iPXE request to the Agent's call.
record BootingRules() {

  Step asked(Booting state, Asked asked, Instant now) {
    return switch (asked) {
      case DiskChosen(String by) ->
          RequestedRules.cancelled(by, voided(state.attempt().tokens()), now);
      case SoftRebootAsked(String by) -> RequestedRules.reboot(state, RebootHow.SOFT, by);
      case HardRebootAsked(String by) -> RequestedRules.reboot(state, RebootHow.HARD, by);
      case LadderAsked _, LadderStopped _ -> RequestedRules.noLadder(state);
      case PasswordRenewed _ -> RequestedRules.noRescueSystemYet(state);
    };
  }

  Step fetched(Booting state, Fetched fetched, Instant now) {
    return switch (fetched) {
      case BootAsked(String bootSha256, BootClient client) ->
          bootAgain(state, bootSha256, client, now);
      case FileFetched(String bootSha256, BootFile file, Fetch fetch) ->
          Proof.same(bootSha256, state.attempt().bootSha256())
              ? fileFetched(state, file, fetch)
              : Step.to(state).refuse(new Refusal.OfFetch("this boot is void"));
      case SessionFileAsked(String bootSha256, String tokenSha256) ->
          Proof.same(bootSha256, state.attempt().bootSha256())
              ? sessionFile(state, tokenSha256)
              : Step.to(state).refuse(new Refusal.OfFetch("this boot is void"));
    };
  }

  private static Step bootAgain(Booting state, String bootSha256, BootClient client, Instant now) {
    if (!now.isBefore(state.deadline())) {
      return failed(state, "the rescue system did not come up in time", now);
    }
    String machine = Doubt.machine(client);
    if (Doubt.different(state.attempt().machine(), machine)) {
      return Step.to(state)
          .tell(Steps.TWIN, Doubt.twins("while " + state.attempt().machine() + " boots", machine))
          .refuse(new Refusal.OfFetch("another machine with the same address boots"));
    }
    if (state.attempt().number() >= SessionLimits.MOST_BOOTS) {
      return failed(state, "the server began to boot too often", now);
    }
    BootAttempt next =
        new BootAttempt(
            state.attempt().number() + 1, bootSha256, voided(state.attempt().tokens()), machine);
    Step step = Step.to(new Booting(next, Steps.IPXE, state.deadline()));
    return RequestedRules.seen(step, next, client);
  }

  private static Tokens voided(Tokens tokens) {
    if (tokens.currentSha256().isEmpty()) {
      return tokens;
    }
    List<String> old = new ArrayList<>(tokens.voidSha256());
    old.add(tokens.currentSha256());
    return new Tokens("", old);
  }

  private static Step fileFetched(Booting state, BootFile file, Fetch fetch) {
    Booting next = new Booting(state.attempt(), file.step(), state.deadline());
    return Step.to(next).tell(file.step(), told(file, fetch));
  }

  static String told(BootFile file, Fetch fetch) {
    return switch (fetch) {
      case Fetch.Started(long sizeBytes) ->
          "The server fetches the " + file.step() + " (" + bytes(sizeBytes) + ")";
      case Fetch.Finished(long sentBytes, var took) ->
          "The "
              + file.step()
              + ": "
              + bytes(sentBytes)
              + " sent in "
              + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
      case Fetch.Broken(long sentBytes, var took) ->
          "The "
              + file.step()
              + ": "
              + bytes(sentBytes)
              + " sent, then the connection broke after "
              + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    };
  }

  private static String bytes(long bytes) {
    return bytes < 100_000
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
  }

  private static Step sessionFile(Booting state, String tokenSha256) {
    BootAttempt attempt = state.attempt();
    if (!attempt.tokens().currentSha256().isEmpty()) {
      return Step.to(state)
          .tell(Steps.REFUSED, "The session file was asked for again, and refused")
          .refuse(new Refusal.OfFetch("the session file was handed out before"));
    }
    Tokens tokens = new Tokens(tokenSha256, attempt.tokens().voidSha256());
    return Step.to(new Booting(attempt.with(tokens), Steps.SESSION_FILE, state.deadline()))
        .tell(Steps.SESSION_FILE, "The session file with the one-time token was handed out");
  }

  Step said(Booting state, FromAgent said, Instant now) {
    return switch (said) {
      case AgentCalled call -> called(state, call, now);
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case CredentialsApplied _, CommandFailed _, AgentRebooting _, AgentHeard _, AgentSilent _ ->
          Step.to(state);
    };
  }

  private static Step called(Booting state, AgentCalled call, Instant now) {
    Proof proof = Proof.of(state.attempt().tokens(), call);
    if (proof != Proof.RIGHT) {
      return proof.refused(state, call);
    }
    if (!now.isBefore(state.deadline())) {
      String late = "its token came too late";
      return failed(state, "the rescue system did not come up in time", now)
          .tell(Steps.REFUSED, "An Agent at " + call.from() + " was refused: " + late)
          .refuse(new Refusal.OfAgent(RefusalCode.TOKEN_EXPIRED, late));
    }
    return active(state, call, now);
  }

  private static Step active(Booting state, AgentCalled call, Instant now) {
    Rescued rescued =
        new Rescued(
            now,
            state.attempt().tokens(),
            call.agentKeySha256(),
            call.linuxBootId(),
            call.hostKeys(),
            call.addresses(),
            new Login(1, 0, call.freshPasswordHash()));
    return Step.to(new Active(rescued))
        .tell(Steps.TOKEN, "The Agent at " + call.from() + " proved itself by the one-time token")
        .tell(Steps.ACTIVE, "The server is in rescue; its next boot is from disk")
        .then(new SetNetboot(Netboot.DISK))
        .then(new ApplyCredentials())
        .then(new MailOwner());
  }

  Step deadline(Booting state, Instant now) {
    return now.isBefore(state.deadline())
        ? Step.to(state)
        : failed(state, "the rescue system did not come up in time", now);
  }

  private static Step failed(Booting state, String reason, Instant now) {
    return Step.to(new Failed(now, state.step(), reason, state.attempt().tokens()))
        .tell(
            Steps.FAILED,
            "Failed after the step " + state.step() + ": " + reason + "; netboot is disk again")
        .then(new SetNetboot(Netboot.DISK))
        .then(new Close());
  }
}
