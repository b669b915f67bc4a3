package org.lifeboot.manager.session;

import java.time.Instant;
import org.lifeboot.manager.server.Netboot;

/// What a step of a session asks for, beside its new state. Stored in the same transaction.
public sealed interface SessionEffect {

  /// What the server boots next.
  record SetNetboot(Netboot netboot) implements SessionEffect {}

  /// Come back with [SessionEvent.DeadlinePassed].
  record WakeAt(Instant at) implements SessionEffect {}

  /// Send the Agent the newest log-in.
  record ApplyCredentials() implements SessionEffect {}

  /// Send the Agent a reboot.
  record RebootByAgent() implements SessionEffect {}

  /// Use the power driver.
  record RebootByPower(RebootHow how) implements SessionEffect {}

  /// Go one way of the ladder.
  record TryRung(Ladder.Rung rung) implements SessionEffect {}

  /// Write the owner the mail with the password that was just made.
  record MailOwner() implements SessionEffect {}

  /// The session is over: its mails are scrubbed, its log-ins and commands forgotten, the server is
  /// free for another.
  record Close() implements SessionEffect {}
}
