package org.lifeboot.agent.look;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.mount.Systems.Seen;
import org.lifeboot.agent.stack.Volume;

/// Looks into each volume once, one after the other and on a thread of its own: what its system is,
/// how full it is, which subvolumes it has. Thread-safe.
final class FirstLook implements AutoCloseable {

  /// A journal is replayed into RAM first.
  private static final Duration LETTING_GO = Duration.ofMinutes(2);

  /// Whoever wanted room takes it in this time; then somebody is seen to have it.
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Function<Volume, Seen> seeing;
  private final Map<String, Seen> seen = new HashMap<>();
  private @Nullable Thread looking;
  private boolean wanted = true;
  private long stoppedNanos = System.nanoTime() - QUIET.toNanos();

  /// @param seeing looks into one, and lets go of it again
  FirstLook(Function<Volume, Seen> seeing) {
    this.seeing = seeing;
  }

  /// What is known, by keys. What is free and not known yet is looked into from now on; what
  /// somebody has may be another one when it is free again.
  synchronized Map<String, Seen> of(List<Volume> volumes) {
    volumes.stream()
        .filter(volume -> volume.state() instanceof Volume.State.InUse)
        .forEach(volume -> seen.remove(volume.key()));
    boolean quiet = System.nanoTime() - stoppedNanos < QUIET.toNanos();
    if (looking == null && !quiet && next(volumes).isPresent()) {
      wanted = true;
      looking = Thread.ofPlatform().daemon().name("first look").start(() -> lookInto(volumes));
    }
    return Map.copyOf(seen);
  }

  /// Whether more will be known soon.
  synchronized boolean going() {
    return looking != null;
  }

  private synchronized Optional<Volume> next(List<Volume> volumes) {
    return volumes.stream()
        .filter(volume -> volume.state() instanceof Volume.State.Free)
        .filter(volume -> !seen.containsKey(volume.key()))
        .findFirst();
  }

  private void lookInto(List<Volume> volumes) {
    try {
      for (var next = next(volumes); going(next); next = next(volumes)) {
        Seen one = seeing.apply(next.orElseThrow());
        synchronized (this) {
          seen.put(next.orElseThrow().key(), one);
        }
      }
    } finally {
      synchronized (this) {
        looking = null;
      }
    }
  }

  private synchronized boolean going(Optional<Volume> next) {
    return wanted && next.isPresent();
  }

  /// Ends it for now; what is being looked into is let go of when this returns.
  void stop() {
    Thread thread;
    synchronized (this) {
      wanted = false;
      stoppedNanos = System.nanoTime();
      thread = looking;
    }
    try {
      if (thread != null) {
        boolean _ = thread.join(LETTING_GO);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
