package org.lifeboot.manager.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.protocol.Inventory;

/// Rescue sessions: what people ask of them, and what is shown of them. Thread-safe.
///
/// Everything asked is one transaction: load the session, take the pure step of [SessionRules],
/// store state, timeline, effects, Agent's commands and mail.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Sessions {

  /// What the server boots next.
  ///
  /// @return the server as it stands now
  /// @throws Problem not-found; session-live when rescue is asked for while a session is live;
  ///   no-image
  public Server chooseNetboot(ServerId server, NetbootChoice choice, Who who) {
    throw new UnsupportedOperationException();
  }

  /// Restarts a server: soft by its Agent when it is in rescue, else by its power driver.
  ///
  /// @throws Problem not-found, power-not-configured, power-unreachable
  public RebootAnswer reboot(ServerId server, RebootHow how, Who who) {
    throw new UnsupportedOperationException();
  }

  /// Makes a new password; the old one dies.
  ///
  /// @return the password, to be shown once
  /// @throws Problem not-found; no-session when the session has no rescue system to log in to
  public String renewPassword(SessionId session, Who who) {
    throw new UnsupportedOperationException();
  }

  /// The owner's log-in by the rescue link.
  ///
  /// @throws Problem unauthenticated (wrong, or no such live session: the same answer);
  ///   too-many-attempts
  public void logInByLink(SessionId session, String password, String address) {
    throw new UnsupportedOperationException();
  }

  /// One session with its whole timeline.
  public Optional<Session> find(SessionId session) {
    throw new UnsupportedOperationException();
  }

  /// A server's live session, or else its newest.
  public Optional<Session> newestOf(ServerId server) {
    throw new UnsupportedOperationException();
  }

  /// [#newestOf] for every server that ever had one, without timelines.
  public Map<ServerId, Session> newest() {
    throw new UnsupportedOperationException();
  }

  /// The timeline after entry `number`; empty when nothing came since.
  public List<TimelineEntry> timelineAfter(SessionId session, long number) {
    throw new UnsupportedOperationException();
  }

  /// The drives as the rescue system last reported them.
  public Optional<Inventory> inventory(SessionId session) {
    throw new UnsupportedOperationException();
  }

  /// Lets the rescue system look at the drives again; the answer comes on the timeline's end and in
  /// [#inventory].
  ///
  /// @throws Problem no-session
  public void takeInventory(SessionId session, Who who) {
    throw new UnsupportedOperationException();
  }
}
