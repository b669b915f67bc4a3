package org.lifeboot.agent.repair;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Work that is brought to its end although the thread that asked for it is interrupted: what has
/// begun to write is not cancelled.
final class ToTheEnd {

  private ToTheEnd() {}

  /// The thread stays interrupted if it was.
  static <T> T of(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(
              work,
              command -> {
                Thread.ofPlatform().daemon().name("repair").start(command);
              })
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
