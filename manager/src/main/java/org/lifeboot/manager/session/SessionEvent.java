package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.protocol.AgentEvent;

/// What can happen to a rescue session. Secrets stand in it as hashes only.
public sealed interface SessionEvent {

  /// Somebody asks for something.
  sealed interface Asked extends SessionEvent {

    /// The person's name.
    String by();
  }

  /// Netboot := disk.
  record DiskChosen(String by) implements Asked {}

  /// A soft reboot.
  record SoftRebootAsked(String by) implements Asked {}

  /// A hard reboot.
  record HardRebootAsked(String by) implements Asked {}

  /// Reboot it until it is in rescue, one way after the other.
  ///
  /// @param first the way to begin with
  record LadderAsked(String by, Ladder.Rung first) implements Asked {}

  /// No further way is to be tried.
  record LadderStopped(String by) implements Asked {}

  /// A new password was made.
  ///
  /// @param passwordHash crypt(5)
  record PasswordRenewed(String by, String passwordHash) implements Asked {}

  /// The server fetches something on its way up.
  sealed interface Fetched extends SessionEvent {}

  /// iPXE asks what to boot.
  ///
  /// @param bootSha256 of the boot id made for the answer, should it be "rescue"
  record BootAsked(String bootSha256, BootClient client) implements Fetched {}

  /// A boot file is being fetched, or was.
  record FileFetched(String bootSha256, BootFile file, Fetch fetch) implements Fetched {}

  /// The session file is asked for.
  ///
  /// @param tokenSha256 of the token made for it, should it be handed out
  record SessionFileAsked(String bootSha256, String tokenSha256) implements Fetched {}

  /// The Agent says something, or nothing.
  sealed interface FromAgent extends SessionEvent {}

  /// An Agent's Hello.
  ///
  /// @param from the network address it came from
  /// @param freshPasswordHash of the password that the owner gets if this makes the session active;
  ///   empty for SSH keys only
  record AgentCalled(
      String tokenSha256,
      String agentKeySha256,
      String linuxBootId,
      List<String> hostKeys,
      List<String> addresses,
      String from,
      String freshPasswordHash)
      implements FromAgent {
    public AgentCalled {
      hostKeys = List.copyOf(hostKeys);
      addresses = List.copyOf(addresses);
    }
  }

  /// An Agent of another protocol version called, or one whose Hello was not understood.
  record AgentNotUnderstood(String from, String reason) implements FromAgent {}

  /// sshd listens with the credentials of this version.
  record CredentialsApplied(int version) implements FromAgent {}

  /// A command could not be carried out.
  record CommandFailed(String reason) implements FromAgent {}

  /// The rescue system goes down, as it was told to.
  record AgentRebooting() implements FromAgent {}

  /// The Agent gives a sign of life, while it is in doubt whether its server has rebooted.
  record AgentHeard() implements FromAgent {}

  /// Nothing was heard from the Agent for too long.
  record AgentSilent(Instant lastSeenAt, Duration silence) implements FromAgent {}

  /// The time of something that was put off has come; the state says what.
  record DeadlinePassed() implements SessionEvent {}

  /// What came of one way of getting the server into rescue.
  ///
  /// @param done false: it could not be gone at all
  record RungAnswered(Ladder.Rung rung, boolean done, String text) implements SessionEvent {}

  /// Technicians were asked to go one way of the ladder.
  ///
  /// @param limit how long their answer is waited for
  record HandsAsked(Ladder.Rung rung, Duration limit, String text) implements SessionEvent {}

  /// A technician answers.
  ///
  /// @param done false: it cannot be done
  /// @param note in the technician's words, or empty
  record HandsAnswered(String by, boolean done, String note) implements SessionEvent {}

  /// Something to be told on the timeline, whatever the state.
  sealed interface Noted extends SessionEvent {}

  /// The server got an address from the Manager's own DHCP.
  record AddressGiven(String address) implements Noted {}

  /// The server's clock is wrong.
  record ClockWrong(AgentEvent.ClockWrong told) implements Noted {}

  /// What came of a power action.
  record PowerAnswered(String text) implements Noted {}

  /// What came of the mail.
  record MailAnswered(String text) implements Noted {}
}
