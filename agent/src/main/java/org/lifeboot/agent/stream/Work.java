package org.lifeboot.agent.stream;

import java.util.Optional;

/// One stream at work: its thread, and the connection that may hold the thread up. Thread-safe.
final class Work {

  private final Thread thread;
  private Optional<AutoCloseable> connection = Optional.empty();
  private boolean stopped;

  Work(Thread thread) {
    this.thread = thread;
  }

  /// What must be cut off for the thread to notice.
  synchronized <T extends AutoCloseable> T on(T opened) {
    connection = Optional.of(opened);
    if (stopped) {
      cut(opened);
    }
    return opened;
  }

  /// Nobody wants it any more.
  synchronized void stop() {
    stopped = true;
    connection.ifPresent(Work::cut);
    thread.interrupt();
  }

  private static void cut(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception e) {
      throw new IllegalStateException("cutting a stream off", e);
    }
  }
}
