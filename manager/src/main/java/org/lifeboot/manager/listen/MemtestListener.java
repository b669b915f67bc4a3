package org.lifeboot.manager.listen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.memtest.Heard;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestReading;
import org.lifeboot.manager.memtest.MemtestState;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to Memtest86+ on the servers whose management controller carries their serial console,
/// and stores what it finds. It types nothing. Each Manager looks for servers to listen to; for one
/// server one listens, and another goes on when that one is gone. Closing it ends its threads.
public final class MemtestListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemtestListener.class);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration RENEW = LEASE.dividedBy(3);

  /// How often progress is stored that is nothing but progress.
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  /// Memtest86+ speaks seconds after it was sent; a controller may need longer to open the console.
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final int MOST_EARS = 64;

  private final Memtests memtests;
  private final Servers servers;
  private final Consoles consoles;
  private final Clock clock;
  private final String name = UUID.randomUUID().toString();
  private final Map<String, Listening> listening = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private MemtestListener(Memtests memtests, Servers servers, Consoles consoles, Clock clock) {
    this.memtests = memtests;
    this.servers = servers;
    this.consoles = consoles;
    this.clock = clock;
  }

  /// Begins to listen.
  public static MemtestListener start(
      Memtests memtests, Servers servers, Consoles consoles, Clock clock) {
    MemtestListener listener = new MemtestListener(memtests, servers, consoles, clock);
    listener.threads.execute(listener::watch);
    return listener;
  }

  /// What the watching thread knows of one ear.
  private static final class Listening {
    private final Ear ear;
    private final Instant since;
    private Instant claimedAt;
    private Instant storedAt = Instant.EPOCH;
    private Optional<MemtestReading> last = Optional.empty();
    private Optional<String> told = Optional.empty();

    Listening(Ear ear, Instant now) {
      this.ear = ear;
      this.since = now;
      this.claimedAt = now;
    }
  }

  private void watch() {
    try {
      while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        lookOnce();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      try (ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor()) {
        listening.values().forEach(known -> leaving.execute(known.ear::leave));
      }
    }
  }

  private void lookOnce() {
    try {
      look();
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; looking again", e.getMessage());
    }
  }

  private void look() {
    List<Memtest> audible = memtests.audible();
    Set<String> ids = audible.stream().map(Memtest::id).collect(Collectors.toSet());
    List.copyOf(listening.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::end);
    audible.forEach(this::listen);
  }

  private void listen(Memtest memtest) {
    Listening known = listening.get(memtest.id());
    if (known == null) {
      begin(memtest);
      return;
    }
    if (held(memtest, known)) {
      store(memtest, known);
      return;
    }
    end(memtest.id());
  }

  private void begin(Memtest memtest) {
    Optional<Server> server =
        servers
            .find(memtest.serverId().text())
            .filter(found -> PowerDrivers.settings(found.power()).offersConsole());
    if (server.isEmpty()
        || listening.size() >= MOST_EARS
        || !memtests.claim(memtest.id(), name, LEASE)) {
      return;
    }
    Ear ear = new Ear(consoles, server.get());
    listening.put(memtest.id(), new Listening(ear, clock.instant()));
    threads.execute(ear::follow);
    memtests.silent(memtest.id(), "", false);
  }

  private boolean held(Memtest memtest, Listening known) {
    Instant now = clock.instant();
    if (now.isBefore(known.claimedAt.plus(RENEW))) {
      return true;
    }
    known.claimedAt = now;
    return memtests.claim(memtest.id(), name, LEASE);
  }

  /// A screen that stands still is no news: the server may be gone.
  private void store(Memtest memtest, Listening known) {
    Optional<MemtestReading> reading =
        known.ear.reading().filter(now -> !known.last.equals(Optional.of(now)));
    if (reading.isEmpty()) {
      storeSilence(memtest, known);
      return;
    }
    Instant now = clock.instant();
    Heard before = memtest.heard().orElseGet(Heard::nothing);
    if (news(before, reading.get()) || now.isAfter(known.storedAt.plus(PROGRESS))) {
      memtests.heard(memtest.id(), reading.get());
      known.last = reading;
      known.storedAt = now;
      known.told = Optional.empty();
    }
  }

  private static boolean news(Heard before, MemtestReading now) {
    return !before.ever()
        || now.passes() > before.passes()
        || (before.errors() == 0 && now.errors() > 0)
        || (before.corrected() == 0 && now.corrected() > 0)
        || (before.address().isEmpty() && !now.address().isEmpty());
  }

  /// Stored when there is something new to say of it, which is that it is late, and why.
  private void storeSilence(Memtest memtest, Listening known) {
    String why = known.ear.trouble();
    boolean late =
        !memtest.heard().map(Heard::ever).orElse(false)
            && memtest.state() instanceof MemtestState.Sent(var at)
            && clock.instant().isAfter(latest(at, known.since).plus(SILENCE));
    String words = why + late;
    if ((late || !why.isEmpty()) && !known.told.equals(Optional.of(words))) {
      memtests.silent(memtest.id(), why, late);
      known.told = Optional.of(words);
    }
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void end(String id) {
    Listening known = listening.remove(id);
    if (known != null) {
      threads.execute(known.ear::leave);
    }
  }

  @Override
  public void close() {
    stop.countDown();
    threads.close();
  }
}
