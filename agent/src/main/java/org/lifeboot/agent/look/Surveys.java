package org.lifeboot.agent.look;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.stack.Survey;

/// Surveys on a thread of their own: arrays and volumes of a slow server take a while to bring up,
/// and whoever asks is told what is known already. Thread-safe.
final class Surveys {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Survey last = new Survey(List.of(), List.of(), List.of());
  private @Nullable Thread going;

  /// Takes one, unless one is being taken, and waits a little for its end.
  ///
  /// @return whether it has come to its end
  boolean of(Supplier<Survey> taking) {
    Thread thread = going(taking);
    try {
      return thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Thread going(Supplier<Survey> taking) {
    Thread known = going;
    if (known != null && known.isAlive()) {
      return known;
    }
    Thread fresh =
        Thread.ofPlatform().daemon().name("survey of volumes").unstarted(() -> keep(taking.get()));
    going = fresh;
    fresh.start();
    return fresh;
  }

  private synchronized void keep(Survey survey) {
    last = survey;
  }

  /// The newest.
  synchronized Survey last() {
    return last;
  }
}
