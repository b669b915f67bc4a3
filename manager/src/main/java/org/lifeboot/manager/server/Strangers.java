package org.lifeboot.manager.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The machines that asked what to boot and that nobody has registered, so that an operator can.
///
/// Whoever is on the boot network can make addresses up. So nothing waits for the store: what was
/// seen is written together, a few machines at a time and then not again for a pause, and the list
/// has an end. Closing it writes what is left. Thread-safe.
public final class Strangers implements AutoCloseable {

  /// The oldest fall out of the list beyond this.
  public static final int MOST = 300;

  /// How many are taken in at once; others ask again.
  static final int MOST_AT_ONCE = 32;

  /// Between two times that the store is written to.
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

  private final Database database;
  private final Audit audit;
  private final Clock clock;
  private final Duration pause;
  private final StrangerTable table = new StrangerTable();
  private final ServerTable servers = new ServerTable();
  private final BlockingQueue<Stranger> seen = new ArrayBlockingQueue<>(512);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("strangers").unstarted(this::follow);

  private Strangers(Database database, Audit audit, Duration pause, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.pause = pause;
    this.clock = clock;
  }

  /// Begins to listen.
  ///
  /// @param pause usually [#PAUSE]
  public static Strangers start(Database database, Audit audit, Duration pause, Clock clock) {
    Strangers strangers = new Strangers(database, audit, pause, clock);
    strangers.thread.start();
    return strangers;
  }

  /// A machine asked. Returns at once; what cannot be taken in is dropped.
  ///
  /// @param cards all that it named, the one it asked with first
  public void seen(List<MacAddress> cards, Stranger.Told told) {
    Instant now = clock.instant();
    if (!seen.offer(new Stranger(cards, now, now, 1, told))) {
      LOG.debug("too many machines that nobody registered ask at once, ignoring {}", cards);
    }
  }

  private void follow() {
    try {
      while (stop.getCount() > 0) {
        Optional.ofNullable(seen.poll(200, TimeUnit.MILLISECONDS)).ifPresent(this::write);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Stranger first) {
    var all = new ArrayList<>(List.of(first));
    seen.drainTo(all);
    try {
      write(together(all));
      var _ = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; unregistered machines ask again", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Each machine once, and not more of them than are taken in at once.
  private static Collection<Stranger> together(List<Stranger> all) {
    Map<MacAddress, Stranger> each = new LinkedHashMap<>();
    for (Stranger one : all) {
      if (each.size() < MOST_AT_ONCE || each.containsKey(one.mac())) {
        each.merge(one.mac(), one, Strangers::again);
      }
    }
    return each.values();
  }

  private static Stranger again(Stranger before, Stranger now) {
    return new Stranger(
        now.cards(), before.firstSeen(), now.lastSeen(), before.times() + 1, now.told());
  }

  private void write(Collection<Stranger> each) {
    database.change(
        "note machines that nobody registered",
        transaction -> {
          each.stream()
              .filter(one -> !registered(transaction, one))
              .forEach(one -> table.see(transaction, one));
          table.keepNewest(transaction, MOST);
        });
  }

  /// It may have been registered since it asked.
  private boolean registered(Transaction transaction, Stranger one) {
    return one.cards().stream().anyMatch(mac -> servers.withMac(transaction, mac).isPresent());
  }

  /// All of them, who asked last first.
  public List<Stranger> newest() {
    return database.read("list machines that nobody registered", table::newest);
  }

  public Optional<Stranger> find(MacAddress mac) {
    return database.read(
        "find a machine that nobody registered", transaction -> table.find(transaction, mac));
  }

  /// Takes one off the list, until it asks again.
  ///
  /// @throws Problem not-found
  public void forget(MacAddress mac, Who who) {
    database.change(
        "forget a machine that nobody registered",
        transaction -> {
          if (!table.forget(transaction, mac)) {
            throw new Problem(
                ProblemCode.NOT_FOUND, "No machine with the address " + mac + " is on the list");
          }
          audit.add(transaction, who, "stranger-forgotten", mac.text(), "");
        });
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Optional.ofNullable(seen.poll()).ifPresent(this::write);
  }
}
