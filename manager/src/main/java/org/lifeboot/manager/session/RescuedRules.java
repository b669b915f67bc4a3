package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.session.SessionEffect.ApplyCredentials;
import org.lifeboot.manager.session.SessionEffect.Close;
import org.lifeboot.manager.session.SessionEffect.RebootByAgent;
import org.lifeboot.manager.session.SessionEffect.SetNetboot;
import org.lifeboot.manager.session.SessionEffect.WakeAt;
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
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Login;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.protocol.RefusalCode;

/// While a rescue system has proven itself: active, leaving, lost.
record RescuedRules() {

  Step asked(Active state, Asked asked, Instant now) {
    Rescued rescued = state.rescued();
    return switch (asked) {
      case DiskChosen(String by) ->
          Step.to(new Leaving(rescued, now, "netboot was set to disk"))
              .tell(Steps.NETBOOT, "Netboot was set to disk: reboot to leave the rescue", by)
              .then(new SetNetboot(Netboot.DISK));
      case SoftRebootAsked(String by) ->
          rebootByAgent(new Leaving(rescued, now, "a soft reboot was asked for"), by);
      case HardRebootAsked(String by) ->
          RequestedRules.reboot(
              new Leaving(rescued, now, "a hard reboot was asked for"), RebootHow.HARD, by);
      case LadderAsked _, LadderStopped _ -> RequestedRules.noLadder(state);
      case PasswordRenewed(String by, String hash) ->
          newPassword(new Active(rescued.with(next(rescued.login(), hash)), state.doubt()), by);
    };
  }

  Step asked(Leaving state, Asked asked) {
    Rescued rescued = state.rescued();
    return switch (asked) {
      case DiskChosen _ -> Step.to(state);
      case SoftRebootAsked(String by) -> rebootByAgent(state, by);
      case HardRebootAsked(String by) -> RequestedRules.reboot(state, RebootHow.HARD, by);
      case LadderAsked _, LadderStopped _ -> RequestedRules.noLadder(state);
      case PasswordRenewed(String by, String hash) ->
          newPassword(
              new Leaving(rescued.with(next(rescued.login(), hash)), state.since(), state.reason()),
              by);
    };
  }

  Step asked(Lost state, Asked asked, Instant now) {
    return switch (asked) {
      case DiskChosen(String by) ->
          ended(state.rescued(), "given up while its Agent was silent", now)
              .tell(Steps.NETBOOT, "Netboot was set to disk", by);
      case SoftRebootAsked(String by) -> RequestedRules.reboot(state, RebootHow.SOFT, by);
      case HardRebootAsked(String by) -> RequestedRules.reboot(state, RebootHow.HARD, by);
      case LadderAsked _, LadderStopped _ -> RequestedRules.noLadder(state);
      case PasswordRenewed _ ->
          Step.to(state)
              .refuse(
                  new Refusal.OfPerson(
                      ProblemCode.NO_SESSION,
                      "The rescue system has been silent since "
                          + state.since()
                          + ": a new password cannot reach it"));
    };
  }

  private static Step rebootByAgent(Leaving state, String by) {
    return Step.to(state)
        .tell(Steps.REBOOT, "A soft reboot was asked for", by)
        .then(new SetNetboot(Netboot.DISK))
        .then(new RebootByAgent());
  }

  private static Login next(Login login, String hash) {
    return new Login(login.version() + 1, login.appliedVersion(), hash);
  }

  private static Step newPassword(SessionState state, String by) {
    return Step.to(state)
        .tell(Steps.SSH, "A new password was made; the old one dies", by)
        .then(new ApplyCredentials());
  }

  Step fetched(Active state, Fetched fetched, Instant now) {
    return fetched instanceof BootAsked asked
        ? bootAsked(state, asked, now)
        : fetched(state, state.rescued(), fetched, now);
  }

  /// Was it the server? [Doubt] waits until that is known; either way it was told to boot its disk.
  private static Step bootAsked(Active state, BootAsked asked, Instant now) {
    if (state.doubt().stands()) {
      return deadline(state, now);
    }
    Doubt doubt = Doubt.begun(asked.client(), now);
    String machine = doubt.machine().isEmpty() ? "" : " (" + doubt.machine() + ")";
    return Step.to(new Active(state.rescued(), doubt))
        .tell(
            Steps.REBOOT,
            "A machine with this server's MAC address asked what to boot"
                + machine
                + ": its disk; whether it was this server, its Agent tells, or its silence")
        .then(new WakeAt(doubt.until()));
  }

  static Step deadline(Active state, Instant now) {
    return state.doubt().over(now) ? rebooted(state, now) : Step.to(state);
  }

  private static Step rebooted(Active state, Instant now) {
    return ended(state.rescued(), "rebooted without leaving first", now);
  }

  /// The Agent has said something: the doubt is over, if it is not too early.
  private static Step heard(Active state, Rescued rescued, Instant now) {
    if (!state.doubt().refutedAt(now)) {
      return Step.to(new Active(rescued, state.doubt()));
    }
    String when = "while its rescue system was up";
    return Step.to(new Active(rescued))
        .tell(Steps.TWIN, Doubt.twins(when, state.doubt().machine()));
  }

  Step fetched(SessionState state, Rescued rescued, Fetched fetched, Instant now) {
    return switch (fetched) {
      case BootAsked _ -> ended(rescued, endedBy(state), now);
      // The squashfs' last byte may be noted after the Agent's call.
      case FileFetched(String _, BootFile file, Fetch.Finished fetch) ->
          Step.to(state).tell(file.step(), BootingRules.told(file, fetch));
      case FileFetched(String _, BootFile file, Fetch.Broken fetch) ->
          Step.to(state).tell(file.step(), BootingRules.told(file, fetch));
      case FileFetched(String _, BootFile _, Fetch.Started _) ->
          Step.to(state).refuse(new Refusal.OfFetch("this boot is over"));
      case SessionFileAsked _ ->
          Step.to(state)
              .tell(Steps.REFUSED, "The session file was asked for again, and refused")
              .refuse(new Refusal.OfFetch("the session file was handed out before"));
    };
  }

  private static String endedBy(SessionState state) {
    return state instanceof Leaving leaving
        ? "the server rebooted (" + leaving.reason() + ")"
        : "rebooted without leaving first";
  }

  Step said(Active state, FromAgent said, Instant now) {
    return switch (said) {
      case AgentCalled call ->
          calledAgain(state, state.rescued(), call, heard(state, seen(state.rescued(), call), now));
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case CredentialsApplied(int version) ->
          sshOpen(new Active(applied(state.rescued(), version), state.doubt()), version);
      case CommandFailed(String reason) -> commandFailed(state, reason);
      case AgentRebooting _ -> ended(state.rescued(), "the rescue system went down", now);
      case AgentHeard _ -> heard(state, state.rescued(), now);
      case AgentSilent _ when state.doubt().stands() -> rebooted(state, now);
      case AgentSilent(Instant lastSeenAt, Duration silence) ->
          Step.to(new Lost(state.rescued(), lastSeenAt))
              .tell(
                  Steps.LOST,
                  "Nothing was heard from the Agent for " + silence.toSeconds() + " seconds");
    };
  }

  Step said(Leaving state, FromAgent said, Instant now) {
    return switch (said) {
      case AgentCalled call ->
          calledAgain(
              state,
              state.rescued(),
              call,
              Step.to(new Leaving(seen(state.rescued(), call), state.since(), state.reason())));
      case AgentHeard _ -> Step.to(state);
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case CredentialsApplied(int version) ->
          sshOpen(
              new Leaving(applied(state.rescued(), version), state.since(), state.reason()),
              version);
      case CommandFailed(String reason) -> commandFailed(state, reason);
      case AgentRebooting _ ->
          ended(state.rescued(), "the server rebooted (" + state.reason() + ")", now);
      case AgentSilent _ ->
          ended(state.rescued(), "the Agent fell silent (" + state.reason() + ")", now);
    };
  }

  Step said(Lost state, FromAgent said, Instant now) {
    return switch (said) {
      case AgentCalled call -> {
        Step step =
            calledAgain(
                state, state.rescued(), call, Step.to(new Active(seen(state.rescued(), call))));
        yield step.refusal().isPresent() ? step : step.tell(Steps.BACK, "The Agent is back");
      }
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case AgentRebooting _ -> ended(state.rescued(), "the rescue system went down", now);
      case CredentialsApplied _, CommandFailed _, AgentHeard _, AgentSilent _ -> Step.to(state);
    };
  }

  private static Step calledAgain(
      SessionState state, Rescued rescued, AgentCalled call, Step welcomed) {
    Proof proof = Proof.of(rescued.tokens(), call);
    if (proof != Proof.RIGHT) {
      return proof.refused(state, call);
    }
    return Proof.same(rescued.agentKeySha256(), call.agentKeySha256())
        ? welcomed
        : Proof.refused(
            state, call, RefusalCode.TOKEN_REPLAYED, "its token was used by another Agent before");
  }

  private static Rescued seen(Rescued before, AgentCalled call) {
    return new Rescued(
        before.activeAt(),
        before.tokens(),
        before.agentKeySha256(),
        call.linuxBootId(),
        orElse(call.hostKeys(), before.hostKeys()),
        orElse(call.addresses(), before.addresses()),
        before.login());
  }

  private static List<String> orElse(List<String> newer, List<String> older) {
    return newer.isEmpty() ? older : newer;
  }

  private static Rescued applied(Rescued rescued, int version) {
    Login login = rescued.login();
    int newest = Math.max(login.appliedVersion(), Math.min(version, login.version()));
    return rescued.with(new Login(login.version(), newest, login.passwordHash()));
  }

  private static Step sshOpen(SessionState state, int version) {
    return Step.to(state).tell(Steps.SSH, "SSH is open with the credentials of version " + version);
  }

  private static Step commandFailed(SessionState state, String reason) {
    String text = reason.substring(0, Math.min(1000, reason.length()));
    return Step.to(state).tell(Steps.AGENT, "The Agent could not do what it was told: " + text);
  }

  private static Step ended(Rescued rescued, String reason, Instant now) {
    return Step.to(new Ended(now, reason, rescued.activeAt(), rescued.tokens()))
        .tell(Steps.ENDED, "The session ended: " + reason)
        .then(new SetNetboot(Netboot.DISK))
        .then(new Close());
  }
}
