package org.lifeboot.manager.session;

import java.time.Instant;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.session.SessionEffect.Close;
import org.lifeboot.manager.session.SessionEffect.RebootByPower;
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
import org.lifeboot.manager.session.SessionState.BootAttempt;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Requested;
import org.lifeboot.manager.session.SessionState.Tokens;

/// While a server has not netbooted yet.
record RequestedRules(SessionLimits limits) {

  /// How a session begins.
  static Step begin(SessionLimits limits, NetbootChoice.Rescue choice, String by, Instant now) {
    Instant expiresAt = now.plus(limits.choice());
    String keys =
        choice.sshKeys().size() == 1 ? "1 SSH key" : choice.sshKeys().size() + " SSH keys";
    String login =
        !choice.password()
            ? keys
            : "a password" + (choice.sshKeys().isEmpty() ? "" : " and " + keys);
    return Step.to(new Requested(expiresAt))
        .tell(Steps.REQUESTED, "Rescue was asked for, with " + login + "; waiting for the boot", by)
        .then(new SetNetboot(Netboot.RESCUE))
        .then(new WakeAt(expiresAt));
  }

  Step asked(Requested state, Asked asked, Instant now) {
    return switch (asked) {
      case DiskChosen(String by) -> cancelled(by, Tokens.NONE, now);
      case SoftRebootAsked(String by) -> reboot(state, RebootHow.SOFT, by);
      case HardRebootAsked(String by) -> reboot(state, RebootHow.HARD, by);
      case LadderAsked ladder -> LadderRules.begin(state, ladder, now);
      case LadderStopped(String by) -> LadderRules.stop(state, by);
      case PasswordRenewed _ -> noRescueSystemYet(state);
    };
  }

  static Step cancelled(String by, Tokens tokens, Instant now) {
    return Step.to(
            new Ended(now, "cancelled before the rescue system was up", Instant.EPOCH, tokens))
        .tell(Steps.NETBOOT, "Netboot was set to disk", by)
        .tell(Steps.ENDED, "Cancelled before the rescue system was up")
        .then(new SetNetboot(Netboot.DISK))
        .then(new Close());
  }

  static Step reboot(SessionState state, RebootHow how, String by) {
    return Step.to(state)
        .tell(Steps.REBOOT, "A " + how.text() + " reboot was asked for", by)
        .then(new RebootByPower(how));
  }

  /// The ladder leads into rescue: it begins before the boot and ends with it.
  static Step noLadder(SessionState state) {
    return Step.to(state)
        .refuse(
            new Refusal.OfPerson(
                ProblemCode.NO_SESSION,
                "The session is "
                    + state.text()
                    + ": a reboot into rescue is for a server that has not begun to boot it; ask"
                    + " for a soft or a hard reboot"));
  }

  static Step noRescueSystemYet(SessionState state) {
    return Step.to(state)
        .refuse(
            new Refusal.OfPerson(
                ProblemCode.NO_SESSION,
                "The session is " + state.text() + ": there is no rescue system to log in to yet"));
  }

  Step fetched(Requested state, Fetched fetched, Instant now) {
    return switch (fetched) {
      case BootAsked _ when !now.isBefore(state.expiresAt()) -> expired(now);
      case BootAsked(String bootSha256, BootClient client) -> {
        Instant deadline = now.plus(limits.boot());
        BootAttempt attempt = new BootAttempt(1, bootSha256, Tokens.NONE, Doubt.machine(client));
        yield seen(Step.to(new Booting(attempt, Steps.IPXE, deadline)), attempt, client)
            .then(new WakeAt(deadline));
      }
      case FileFetched _, SessionFileAsked _ ->
          Step.to(state).refuse(new Refusal.OfFetch("no boot has begun"));
    };
  }

  static Step seen(Step step, BootAttempt attempt, BootClient client) {
    String machine = attempt.machine();
    String text =
        "The server asked what to boot: rescue"
            + (attempt.number() == 1 ? "" : ", boot " + attempt.number())
            + (machine.isEmpty() ? "" : " (" + machine + ")");
    return client.ipAddress().isEmpty()
        ? step.tell(Steps.IPXE, text)
        : step.tell(Steps.DHCP, address(client)).tell(Steps.IPXE, text);
  }

  private static String address(BootClient client) {
    return "The server has the address "
        + client.ipAddress()
        + (client.dhcpServer().isEmpty() ? "" : " from the DHCP server " + client.dhcpServer());
  }

  Step said(Requested state, FromAgent said) {
    return switch (said) {
      case AgentCalled call -> Proof.WRONG.refused(state, call);
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case CredentialsApplied _, CommandFailed _, AgentRebooting _, AgentHeard _, AgentSilent _ ->
          Step.to(state);
    };
  }

  Step deadline(Requested state, Instant now) {
    if (!now.isBefore(state.expiresAt())) {
      return expired(now);
    }
    return state.ladder().over(now) ? LadderRules.overdue(state, now) : Step.to(state);
  }

  private static Step expired(Instant now) {
    return Step.to(new Expired(now))
        .tell(Steps.EXPIRED, "The server did not netboot in time; its netboot is disk again")
        .then(new SetNetboot(Netboot.DISK))
        .then(new Close());
  }
}
