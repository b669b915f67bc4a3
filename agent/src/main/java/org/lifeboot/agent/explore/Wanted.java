package org.lifeboot.agent.explore;

import java.io.InterruptedIOException;

/// Whether anybody still waits for what is being done: a stream's thread is interrupted when not.
final class Wanted {

  private Wanted() {}

  static void require() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("nobody waits for it any more");
    }
  }
}
