package org.lifeboot.agent.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Protocol;

/// The Agent's events: numbered without gaps and kept until acknowledged. Thread-safe.
///
/// Each is a file of its own under `events/` of the [RunFolder], so that an Agent that was
/// restarted goes on where the last one stopped. The newest [#KEPT] acknowledged ones are kept too:
/// they tell which commands have been answered.
public final class Journal {

  /// How many events are kept after their acknowledgement.
  static final int KEPT = 64;

  private final RunFolder folder;
  private final Codec codec;
  private final Clock clock;
  private final Deque<Numbered> events = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long last;
  private long acknowledged;

  public Journal(RunFolder folder, Codec codec, Clock clock) {
    this.folder = folder;
    this.codec = codec;
    this.clock = clock;
    for (Path file : files()) {
      if (read(file) instanceof Numbered event) {
        events.add(event);
        last = event.number();
      }
    }
  }

  private List<Path> files() {
    Path events = folder.path().resolve("events");
    if (!Files.isDirectory(events)) {
      return List.of();
    }
    try (var list = Files.list(events)) {
      return list.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + events, e);
    }
  }

  private AgentMessage read(Path file) {
    try {
      return codec.agentMessage(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private static String nameOf(Numbered event) {
    return "events/%019d.json".formatted(event.number());
  }

  /// Stores an event; it will be sent as soon as there is a connection.
  public Numbered add(AgentEvent event) {
    lock.lock();
    try {
      var numbered = fitting(new Numbered(last + 1, clock.instant(), event));
      folder.write(nameOf(numbered), codec.write(numbered));
      last = numbered.number();
      events.add(numbered);
      changed.signalAll();
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /// A message that the Manager would not accept would stand in the way of all later ones.
  private Numbered fitting(Numbered event) {
    int sizeBytes = codec.write(event).getBytes(StandardCharsets.UTF_8).length;
    if (sizeBytes <= Protocol.MAX_MESSAGE_BYTES) {
      return event;
    }
    return new Numbered(
        event.number(),
        event.at(),
        new AgentEvent.CommandFailed(
            event.event().answeredCommand(),
            "the answer is too long to send: " + sizeBytes + " bytes"));
  }

  /// The Manager has stored all events up to this number. An Agent that lost its memory of them
  /// goes on after that number.
  public void acknowledge(long number) {
    lock.lock();
    try {
      acknowledged = Math.max(acknowledged, number);
      last = Math.max(last, number);
      while (events.size() > KEPT && events.getFirst().number() <= acknowledged) {
        forget(events.removeFirst());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Numbered event) {
    Path file = folder.path().resolve(nameOf(event));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + file, e);
    }
  }

  /// The first event after `number` that is not acknowledged, waiting for one up to `limit`.
  public Optional<Numbered> next(long number, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      Optional<Numbered> found = after(number);
      while (found.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        found = after(number);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Numbered> after(long number) {
    long floor = Math.max(number, acknowledged);
    return events.stream().filter(event -> event.number() > floor).findFirst();
  }

  public boolean isAcknowledged(Numbered event) {
    lock.lock();
    try {
      return event.number() <= acknowledged;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the event was acknowledged within `limit`.
  public boolean awaitAcknowledged(Numbered event, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (acknowledged < event.number() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return acknowledged >= event.number();
    } finally {
      lock.unlock();
    }
  }

  /// The event that answered a command.
  public Optional<Numbered> answerTo(String commandId) {
    lock.lock();
    try {
      return events.stream()
          .filter(event -> event.event().answeredCommand().equals(commandId))
          .findFirst();
    } finally {
      lock.unlock();
    }
  }
}
