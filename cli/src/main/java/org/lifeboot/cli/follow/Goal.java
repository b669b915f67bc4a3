package org.lifeboot.cli.follow;

import java.time.Duration;
import org.lifeboot.cli.api.Session;

/// What a rescue session is waited for.
public enum Goal {
  /// The server is in rescue and its SSH is open.
  IN_RESCUE,
  /// The session is over, whichever way: the server boots its disk.
  OVER;

  /// SSH opens within a second of the session becoming active. When it does not, the page may still
  /// be of use: longer than this nobody is kept waiting for it.
  static final Duration PATIENCE_FOR_SSH = Duration.ofSeconds(60);

  /// What to make of a session.
  enum Judgement {
    WAIT,
    REACHED,
    MISSED
  }

  /// @param active how long the session has been seen active
  Judgement judge(Session session, Duration active) {
    return switch (this) {
      case IN_RESCUE ->
          switch (session.phase()) {
            case ON_ITS_WAY -> Judgement.WAIT;
            case IN_RESCUE -> sshIsOpen(session, active) ? Judgement.REACHED : Judgement.WAIT;
            case LEAVING, OVER -> Judgement.MISSED;
          };
      case OVER -> session.phase() == Session.Phase.OVER ? Judgement.REACHED : Judgement.WAIT;
    };
  }

  private static boolean sshIsOpen(Session session, Duration active) {
    return session.credentials().map(Session.Credentials::sshReady).orElse(false)
        || active.compareTo(PATIENCE_FOR_SSH) >= 0;
  }

  /// The goal as it completes "not … yet".
  String words() {
    return switch (this) {
      case IN_RESCUE -> "in rescue";
      case OVER -> "back on disk";
    };
  }
}
