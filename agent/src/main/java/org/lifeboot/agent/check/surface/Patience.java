package org.lifeboot.agent.check.surface;

import java.time.Duration;

/// How long a scan puts up with a medium that does not answer well. A dying disk takes seconds,
/// some half a minute, for each sector that it cannot read.
///
/// @param eachRequest spent on finding the unreadable sectors of one failed request
/// @param exactly spent on that for all failed requests; later ones are only told as a whole
/// @param altogether spent on failures of all kinds; then the scan ends
/// @param silence no answer to one request in this time: the scan ends
record Patience(Duration eachRequest, Duration exactly, Duration altogether, Duration silence) {

  static final Patience USUAL =
      new Patience(
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60),
          Duration.ofMinutes(5));
}
