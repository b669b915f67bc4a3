package org.lifeboot.agent.shell;

import java.time.Duration;
import java.util.function.Supplier;

/// Work that Ctrl-C interrupts, and that then gets the time to give back what it holds.
final class UntilCtrlC {

  private UntilCtrlC() {}

  /// Does it on this thread.
  ///
  /// @param lettingGo how long it is waited for after Ctrl-C
  static <T> T run(Duration lettingGo, Supplier<T> work) {
    Thread worker = Thread.currentThread();
    var hook = new Thread(() -> cancel(worker, lettingGo), "Ctrl-C");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the hook is at work: Ctrl-C
    }
  }

  private static void cancel(Thread worker, Duration lettingGo) {
    worker.interrupt();
    try {
      boolean _ = worker.join(lettingGo);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
