package org.lifeboot.manager.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lifeboot.protocol.AgentEvent.ClockWrong;

/// A server's wrong clock in a person's words. Pure. What the Agent tells is hostile; moments and a
/// text are all that is in it.
final class ClockWords {

  private ClockWords() {}

  static String of(ClockWrong told) {
    return "The server's clock is wrong: it said %s, which is %s the Manager's. "
            .formatted(shown(told.hardware()), off(told))
        + (told.problem().isEmpty()
            ? "The rescue system took the Manager's time; the server's own clock was left as it is:"
                + " set it, and look at its battery"
            : "The rescue system could not take the Manager's time: " + told.problem());
  }

  private static String off(ClockWrong told) {
    Duration off = Duration.between(told.hardware(), told.manager());
    return amount(off.abs()) + (off.isNegative() ? " ahead of" : " behind");
  }

  private static String amount(Duration off) {
    if (off.toDays() >= 730) {
      return off.toDays() / 365 + " years";
    }
    if (off.toDays() >= 2) {
      return off.toDays() + " days";
    }
    return off.toHours() >= 2 ? off.toHours() + " hours" : off.toMinutes() + " minutes";
  }

  private static String shown(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
