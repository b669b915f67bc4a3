package org.lifeboot.manager.memtest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// Choices of Memtest86+, and what became of them. Thread-safe.
///
/// Everything is one transaction: load, take the pure step of [MemtestRules], store state, timeline
/// and timer. The sessions decide when Memtest86+ may be chosen and call from their own
/// transaction.
public final class Memtests {

  /// The kind of its timers.
  public static final String WAKE = "memtest-wake";

  private final Database database;
  private final Effects effects;
  private final MemtestRules rules;
  private final Clock clock;
  private final MemtestTable table = new MemtestTable();
  private final ServerTable servers = new ServerTable();

  public Memtests(Database database, Effects effects, MemtestRules rules, Clock clock) {
    this.database = database;
    this.effects = effects;
    this.rules = rules;
    this.clock = clock;
  }

  /// Chooses Memtest86+ for the server's next boot. The caller holds the server's row.
  public void begin(Transaction transaction, ServerId server, String by) {
    chosenAnew(transaction, server, Netboot.MEMTEST, by);
    Instant now = Instant.ofEpochMilli(clock.millis());
    MemtestStep first = rules.begin(by, now);
    Memtest memtest =
        new Memtest(Uuid7.at(now), server, 1, first.state(), now, by, Optional.empty(), List.of());
    table.insert(transaction, memtest);
    servers.setNetboot(transaction, server, Netboot.MEMTEST);
    store(transaction, memtest, first, now);
  }

  /// Something was chosen: a choice of Memtest86+ that is still followed is over.
  public void chosenAnew(Transaction transaction, ServerId server, Netboot netboot, String by) {
    table
        .liveOf(transaction, server)
        .ifPresent(memtest -> take(transaction, memtest, new MemtestEvent.ChosenAnew(netboot, by)));
  }

  /// A person asked for a reboot.
  public void rebootAsked(Transaction transaction, ServerId server, String how, String by) {
    table
        .liveOf(transaction, server)
        .ifPresent(memtest -> take(transaction, memtest, new MemtestEvent.RebootAsked(how, by)));
  }

  /// What came of a reboot of a server that was in no rescue session.
  public void rebootAnswered(ServerId server, MemtestEvent.RebootAnswered answered) {
    database.change(
        "note a reboot",
        transaction ->
            table
                .liveOf(transaction, server)
                .ifPresent(memtest -> take(transaction, memtest, answered)));
  }

  /// Whether the server's next boot request concerns Memtest86+: it is chosen, or was sent.
  public boolean followed(Transaction transaction, ServerId server) {
    return table.liveOf(transaction, server).isPresent();
  }

  /// iPXE asks what to boot.
  ///
  /// @param boot a fresh id, for the answer
  /// @return it is Memtest86+
  public boolean bootAsked(
      Transaction transaction, ServerId server, BootId boot, BootClient client) {
    MemtestEvent asked = new MemtestEvent.BootAsked(Secrets.sha256(boot.text()), client);
    return table
        .liveOf(transaction, server)
        .map(memtest -> take(transaction, memtest, asked))
        .filter(step -> step.state() instanceof MemtestState.Booting)
        .isPresent();
  }

  /// Memtest86+ is being fetched, or was fetched.
  ///
  /// @return false: no such boot (any more)
  public boolean fetched(BootId boot, Fetch fetch) {
    String bootSha256 = Secrets.sha256(boot.text());
    return database.write(
        "note a fetch",
        transaction ->
            table
                .ofBoot(transaction, bootSha256)
                .map(
                    memtest ->
                        take(transaction, memtest, new MemtestEvent.Fetched(bootSha256, fetch)))
                .filter(step -> !step.refused())
                .isPresent());
  }

  /// The handler of its timers.
  public EffectHandler.Outcome wake(Effect effect) {
    database.change(
        "carry a choice of Memtest86+ on",
        transaction ->
            table
                .find(transaction, effect.payload())
                .ifPresent(
                    memtest -> take(transaction, memtest, new MemtestEvent.DeadlinePassed())));
    return new EffectHandler.Outcome.Done();
  }

  private MemtestStep take(Transaction transaction, Memtest memtest, MemtestEvent event) {
    Instant now = clock.instant();
    MemtestStep step = rules.step(memtest.state(), event, now);
    if (!step.state().equals(memtest.state())) {
      table.update(transaction, memtest, step.state());
    }
    store(transaction, memtest, step, now);
    if (memtest.state() instanceof MemtestState.Sent && !step.state().live()) {
      memtest
          .heard()
          .map(HearingRules::result)
          .ifPresent(line -> table.tell(transaction, memtest.id(), now, List.of(line)));
    }
    return step;
  }

  private void store(Transaction transaction, Memtest memtest, MemtestStep step, Instant now) {
    table.tell(transaction, memtest.id(), now, step.lines());
    if (step.toDisk()) {
      servers.setNetboot(transaction, memtest.serverId(), Netboot.DISK);
    }
    if (!step.state().live()) {
      effects.drop(transaction, WAKE, memtest.id());
    }
    step.wakeAt().ifPresent(at -> effects.ask(transaction, WAKE, memtest.id(), memtest.id(), at));
  }

  /// Those that may be heard on their server's serial console now, or soon.
  public List<Memtest> audible() {
    return database.read("look for memory tests to listen to", table::audible);
  }

  /// Takes the right to listen to one, or holds it for longer: a board has one console, so one
  /// Manager listens.
  ///
  /// @param by a name of this Manager's run
  /// @return false: another Manager listens
  public boolean claim(String id, String by, Duration lease) {
    Instant now = clock.instant();
    return database.write(
        "claim a memory test to listen to",
        transaction -> table.claim(transaction, id, by, now, now.plus(lease)));
  }

  /// Its screen was read.
  public void heard(String id, MemtestReading reading) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    hear(id, before -> HearingRules.heard(before, reading, now));
  }

  /// Nothing of it is heard, or not any more.
  ///
  /// @param why in a person's words, or ""
  /// @param late it should have been heard by now
  public void silent(String id, String why, boolean late) {
    hear(id, before -> HearingRules.silent(before, why, late));
  }

  private void hear(String id, Function<Heard, HearingRules.Hearing> rule) {
    database.change(
        "note what is heard of a memory test",
        transaction ->
            table
                .find(transaction, id)
                .ifPresent(
                    memtest -> {
                      var hearing = rule.apply(memtest.heard().orElseGet(Heard::nothing));
                      table.hear(transaction, id, hearing.heard());
                      table.tell(transaction, id, clock.instant(), hearing.lines());
                    }));
  }

  /// A server's newest choice of Memtest86+, with its timeline.
  public Optional<Memtest> newestOf(ServerId server) {
    return database.read(
        "show the memory test of a server",
        transaction ->
            table
                .newestOf(transaction, server)
                .map(memtest -> table.withTimeline(transaction, memtest)));
  }

  /// [#newestOf] for every server that ever had one, without timelines.
  public Map<ServerId, Memtest> newest() {
    return database.read(
        "show the memory tests",
        transaction -> {
          Map<ServerId, Memtest> newest = new HashMap<>();
          table.newest(transaction).forEach(memtest -> newest.put(memtest.serverId(), memtest));
          return newest;
        });
  }
}
