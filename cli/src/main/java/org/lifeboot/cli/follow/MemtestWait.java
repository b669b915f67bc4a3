package org.lifeboot.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Memtest;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.failure.TimedOut;
import org.lifeboot.cli.failure.Unfulfilled;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Elapsed;

/// Waits until a server has been sent Memtest86+, by looking again and again.
public final class MemtestWait {

  private final Manager manager;
  private final Surroundings around;
  private final boolean quiet;
  private long lastNumber;

  /// @param quiet no lines of the timeline
  public MemtestWait(Manager manager, Surroundings around, boolean quiet) {
    this.manager = manager;
    this.around = around;
    this.quiet = quiet;
  }

  /// Waits until Memtest86+ was sent.
  ///
  /// @param first the server as it was seen before the wait
  /// @throws Unfulfilled when it will not be sent any more
  /// @throws TimedOut after the limit, when it was still on its way
  /// @throws Unreachable after the limit, when the Manager did not answer
  public Answer<Server> untilSent(Answer<Server> first, Duration limit) {
    Instant start = around.clock().instant();
    Answer<Server> last = first;
    Optional<Unreachable> silence = Optional.empty();
    while (true) {
      Optional<Memtest> memtest = last.value().memtest();
      memtest.filter(_ -> !quiet).ifPresent(this::tell);
      switch (memtest.map(Memtest::phase).orElse(Memtest.Phase.OVER)) {
        case SENT -> {
          return last;
        }
        case OVER -> throw missed(last);
        case ON_ITS_WAY -> rest(start, limit, last, silence);
      }
      try {
        last = manager.server(first.value().id());
        silence = Optional.empty();
      } catch (Unreachable why) {
        silence = Optional.of(why);
      }
    }
  }

  private void tell(Memtest memtest) {
    memtest.timeline().stream()
        .filter(entry -> entry.number() > lastNumber)
        .forEach(entry -> around.print(TimelineLine.of(memtest.chosenAt(), entry)));
    memtest.timeline().forEach(entry -> lastNumber = Math.max(lastNumber, entry.number()));
  }

  private void rest(
      Instant start, Duration limit, Answer<Server> last, Optional<Unreachable> silence) {
    if (Duration.between(start, around.clock().instant()).compareTo(limit) >= 0) {
      throw silence.isPresent() ? silence.get() : tooLate(limit, last);
    }
    try {
      around.pause().take(around.pollInterval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while waiting");
    }
  }

  private static TimedOut tooLate(Duration limit, Answer<Server> last) {
    String state = last.value().memtest().map(Memtest::state).orElse("gone");
    return new TimedOut(
        "%s has not booted Memtest86+ after %s: it is still %s; the choice stands, see: lifeboot server show %s"
            .formatted(last.value().name(), Elapsed.seconds(limit), state, last.value().name()),
        last.document());
  }

  private static Unfulfilled missed(Answer<Server> last) {
    Optional<Memtest> memtest = last.value().memtest();
    return new Unfulfilled(
        "%s does not boot Memtest86+: the choice is %s%s"
            .formatted(
                last.value().name(),
                memtest.map(Memtest::state).orElse("gone"),
                memtest.flatMap(Memtest::reason).map(reason -> " (" + reason + ")").orElse("")),
        last.document());
  }
}
