package org.lifeboot.agent.look;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// Repairs that are being rehearsed so that somebody can look at what they would leave, each on a
/// thread of its own. Thread-safe.
final class Rehearsals {

  /// Whoever asks waits so long for the end; after that he is told to come again.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// How long the word of one that failed is told.
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private static final Duration LETTING_GO = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Rehearsal> rehearsals = new HashMap<>();

  Rehearsals(Clock clock) {
    this.clock = clock;
  }

  /// Rehearses, and opens what it leaves.
  @FunctionalInterface
  interface Rehearsing {
    VolumeAnswer open() throws InterruptedException;
  }

  private record Rehearsal(
      VolumeList.Volume volume,
      String fingerprint,
      List<String> disks,
      FutureTask<VolumeAnswer> task,
      Thread thread,
      Instant begun) {

    /// Why it failed; empty while it goes on.
    Optional<String> failure() {
      return task.isDone() ? Optional.of(answer().word()) : Optional.empty();
    }

    private VolumeAnswer answer() {
      try {
        return task.get();
      } catch (ExecutionException e) {
        return new VolumeAnswer(false, "A fault of the Agent: " + e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new VolumeAnswer(false, "It was broken off.");
      }
    }
  }

  /// Begins it, unless this very plan is being rehearsed already, and waits a little.
  VolumeAnswer of(
      VolumeList.Volume volume, String fingerprint, List<String> disks, Rehearsing work) {
    Rehearsal rehearsal = begun(volume, fingerprint, disks, work);
    try {
      VolumeAnswer answer = rehearsal.task().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      forget(rehearsal);
      return answer;
    } catch (TimeoutException _) {
      return new VolumeAnswer(false, volume.word());
    } catch (ExecutionException _) {
      forget(rehearsal);
      return rehearsal.answer();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new VolumeAnswer(false, volume.word());
    }
  }

  private synchronized Rehearsal begun(
      VolumeList.Volume volume, String fingerprint, List<String> disks, Rehearsing work) {
    Rehearsal known = rehearsals.get(volume.key());
    if (known != null && !known.task().isDone() && known.fingerprint().equals(fingerprint)) {
      return known;
    }
    if (known != null) {
      end(known);
    }
    var task = new FutureTask<>(work::open);
    Thread thread = Thread.ofPlatform().daemon().name("rehearsal to look at").start(task);
    var fresh = new Rehearsal(volume, fingerprint, disks, task, thread, clock.instant());
    rehearsals.put(volume.key(), fresh);
    return fresh;
  }

  private synchronized void forget(Rehearsal rehearsal) {
    rehearsals.remove(rehearsal.volume().key(), rehearsal);
  }

  /// Those that go on, and those that failed a while ago.
  synchronized List<VolumeList.Volume> rows() {
    Instant before = clock.instant().minus(REMEMBERED);
    rehearsals
        .values()
        .removeIf(
            each ->
                each.task().isDone() && (each.answer().done() || each.begun().isBefore(before)));
    return rehearsals.values().stream().map(Rehearsals::row).toList();
  }

  private static VolumeList.Volume row(Rehearsal rehearsal) {
    VolumeList.Volume volume = rehearsal.volume();
    return rehearsal
        .failure()
        .map(
            word ->
                new VolumeList.Volume(
                    volume.key(),
                    volume.device(),
                    volume.stack(),
                    "",
                    "",
                    "",
                    0,
                    -1,
                    State.NOTHING,
                    List.of(),
                    word))
        .orElse(volume);
  }

  /// Breaks off those on some disks; what they hold is free when this returns.
  void breakOff(Predicate<List<String>> disks) {
    breakOffThose(each -> disks.test(each.disks()));
  }

  /// The same of one.
  void breakOff(String key) {
    breakOffThose(each -> each.volume().key().equals(key));
  }

  private void breakOffThose(Predicate<Rehearsal> which) {
    List<Rehearsal> going;
    synchronized (this) {
      going = rehearsals.values().stream().filter(which).toList();
    }
    going.forEach(Rehearsals::end);
    going.forEach(this::forget);
  }

  private static void end(Rehearsal rehearsal) {
    rehearsal.thread().interrupt();
    try {
      boolean _ = rehearsal.thread().join(LETTING_GO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
