package org.lifeboot.cli.follow;

import java.time.Duration;
import org.lifeboot.cli.api.Session;

/// Tells a person, or nobody, how a session that is waited for goes on.
public sealed interface Progress permits LineProgress, LiveProgress, QuietProgress {

  /// The session as it was just seen.
  ///
  /// @param waited how long it has been waited for
  void saw(Session session, Duration waited);

  /// The Manager did not answer this time; it will be asked again.
  void sawNothing(String why, Duration waited);

  /// The wait is over; other output follows.
  void finish();
}
