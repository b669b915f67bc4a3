package org.lifeboot.agent.look;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.lifeboot.agent.explore.Explorer;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// The volumes that are being looked into. A look that nobody uses is let go of after a while, so
/// that the device is free again. Thread-safe.
public final class Looks implements AutoCloseable {

  static final Duration IDLE = Duration.ofMinutes(5);

  private static final Duration ROUND = Duration.ofSeconds(20);

  /// How long a reader has to notice that it is over.
  private static final Duration LETTING_GO = Duration.ofSeconds(20);

  /// Each takes a snapshot's RAM.
  private static final int MOST = 8;

  private static final String REHEARSED =
      "This is not the disk: it is what the repair would leave. Nothing was written.";

  private final Volumes volumes;
  private final Clock clock;
  private final Map<String, Look> open = new HashMap<>();
  private final Rehearsals rehearsals;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("idle looks").factory());

  public Looks(Volumes volumes, Clock clock) {
    this.volumes = volumes;
    this.clock = clock;
    this.rehearsals = new Rehearsals(clock);
    long seconds = ROUND.toSeconds();
    var _ = rounds.scheduleWithFixedDelay(this::letGoOfIdle, seconds, seconds, TimeUnit.SECONDS);
  }

  /// One open volume.
  private static final class Look {
    final VolumeList.Volume volume;
    final Volumes.Open opened;

    /// Of one that is only unlocked there is none.
    final Optional<Explorer> explorer;

    final Set<String> disks;
    final Set<String> below;
    final Set<Lease> leases = new HashSet<>();
    Instant used;
    boolean ending;

    Look(VolumeList.Volume volume, Volumes.Open opened, Volumes volumes, Instant now)
        throws IOException {
      this.volume = volume;
      this.opened = opened;
      this.explorer =
          opened.root().isEmpty()
              ? Optional.empty()
              : Optional.of(Explorer.of(opened.root().orElseThrow()));
      this.disks = Set.copyOf(volumes.disks(volume));
      this.below = Set.copyOf(volumes.below(volume));
      this.used = now;
    }

    boolean is(String key) {
      return volume.key().equals(key);
    }

    /// What a repair would leave: it goes when the repair, or another check, wants the device.
    boolean rehearsed() {
      return is(ExploreOrder.rehearsed(volume.device()));
    }

    boolean standsOn(String device) {
      return is(device) || below.contains(device) || Key.read(volume.key()).volume().equals(device);
    }
  }

  /// The use of an open volume by one thread; while it lasts the volume stays open, unless somebody
  /// wants it closed: the thread is interrupted then.
  public final class Lease implements AutoCloseable {
    private final Look look;
    private final Thread thread = Thread.currentThread();

    private Lease(Look look) {
      this.look = look;
    }

    public Explorer explorer() {
      return look.explorer.orElseThrow();
    }

    @Override
    public void close() {
      synchronized (open) {
        look.leases.remove(this);
        look.used = clock.instant();
        open.notifyAll();
      }
    }
  }

  /// Uses a volume that is open.
  ///
  /// @return empty when it is not, or not any more
  public Optional<Lease> use(String key) {
    synchronized (open) {
      Look look = open.get(key);
      if (look == null || look.ending || look.explorer.isEmpty()) {
        return Optional.empty();
      }
      var lease = new Lease(look);
      look.leases.add(lease);
      look.used = clock.instant();
      return Optional.of(lease);
    }
  }

  /// The same of one that was let go of, which is opened again where that takes no passphrase.
  public Optional<Lease> useOrOpen(String key) {
    return use(key).or(() -> open(key, "").done() ? use(key) : Optional.empty());
  }

  /// All volumes, with what is known of those that are open.
  public VolumeList list() {
    VolumeList all = volumes.list();
    List<Look> looks;
    synchronized (open) {
      looks = List.copyOf(open.values());
    }
    List<VolumeList.Volume> going = rehearsals.rows();
    var rows = new ArrayList<VolumeList.Volume>(going);
    looks.stream().filter(Look::rehearsed).map(look -> told(look.volume, look)).forEach(rows::add);
    all.volumes().stream().map(each -> told(each, looks)).forEach(rows::add);
    boolean opening = going.stream().anyMatch(row -> row.state() == State.OPENING);
    return new VolumeList(rows, all.problem(), all.looking() || opening);
  }

  private static VolumeList.Volume told(VolumeList.Volume volume, List<Look> looks) {
    return looks.stream()
        .filter(look -> look.is(volume.key()))
        .findFirst()
        .map(look -> told(volume, look))
        .orElse(volume);
  }

  private static VolumeList.Volume told(VolumeList.Volume volume, Look look) {
    boolean unlocked = look.explorer.isEmpty();
    return new VolumeList.Volume(
        volume.key(),
        volume.device(),
        volume.stack(),
        volume.fileSystem(),
        volume.label(),
        volume.uuid(),
        volume.sizeBytes(),
        freeBytes(look),
        unlocked ? State.UNLOCKED : State.OPEN,
        volume.uses(),
        look.opened.trouble().orElse(word(volume, look)));
  }

  private static String word(VolumeList.Volume volume, Look look) {
    return look.rehearsed() ? REHEARSED : look.explorer.isEmpty() ? volume.word() : "";
  }

  private static long freeBytes(Look look) {
    if (look.opened.root().isEmpty()) {
      return -1;
    }
    try {
      return Files.getFileStore(look.opened.root().orElseThrow()).getUnallocatedSpace();
    } catch (IOException _) {
      return -1;
    }
  }

  /// Opens a volume, or keeps it open longer.
  ///
  /// @param passphrase of a locked one; else empty
  public synchronized VolumeAnswer open(String key, String passphrase) {
    Optional<VolumeAnswer> known = keptOpen(key);
    if (known.isPresent()) {
      return known.get();
    }
    if (count() >= MOST) {
      return new VolumeAnswer(false, MOST + " volumes are open already; close one of them first.");
    }
    Optional<VolumeList.Volume> volume =
        volumes.list().volumes().stream().filter(each -> each.key().equals(key)).findFirst();
    if (volume.isEmpty()) {
      return new VolumeAnswer(false, "There is no such volume on this server any more.");
    }
    return switch (volume.get().state()) {
      case CLOSED, OPEN, UNLOCKED -> opened(volume.get(), "");
      case LOCKED ->
          passphrase.isEmpty()
              ? new VolumeAnswer(false, "This volume is encrypted: it takes its passphrase.")
              : opened(volume.get(), passphrase);
      case IN_USE, NOTHING, OPENING -> new VolumeAnswer(false, volume.get().word());
    };
  }

  private Optional<VolumeAnswer> keptOpen(String key) {
    synchronized (open) {
      Look look = open.get(key);
      if (look == null || look.ending) {
        return Optional.empty();
      }
      look.used = clock.instant();
      return Optional.of(new VolumeAnswer(true, look.explorer.isPresent() ? "" : unlocked(look)));
    }
  }

  private static String unlocked(Look look) {
    return look.volume.device() + " is unlocked. What it holds is listed below.";
  }

  private int count() {
    synchronized (open) {
      return open.size();
    }
  }

  private VolumeAnswer opened(VolumeList.Volume volume, String passphrase) {
    return switch (volumes.open(volume, passphrase)) {
      case Volumes.Answer.NotReady(String word) -> new VolumeAnswer(false, word);
      case Volumes.Answer.Ready(Volumes.Open ready) -> kept(volume, ready);
      case Volumes.Answer.Unlocked(Volumes.Open ready) -> kept(volume, ready);
    };
  }

  private VolumeAnswer kept(VolumeList.Volume volume, Volumes.Open ready) {
    try {
      var look = new Look(volume, ready, volumes, clock.instant());
      synchronized (open) {
        open.put(volume.key(), look);
      }
      return new VolumeAnswer(true, look.explorer.isPresent() ? "" : unlocked(look));
    } catch (IOException e) {
      Optional<String> _ = ready.letGo();
      return new VolumeAnswer(false, "The volume cannot be read: " + e.getMessage());
    }
  }

  /// Rehearses a repair again and opens what it would leave, or says that it is on its way.
  ///
  /// @param fingerprint of the plan that was shown
  public VolumeAnswer openRehearsed(String device, String fingerprint) {
    VolumeList.Volume volume = volumes.rehearsed(device);
    Optional<VolumeAnswer> known = keptOpen(volume.key());
    if (known.isPresent()) {
      return known.get();
    }
    if (count() >= MOST) {
      return new VolumeAnswer(false, MOST + " volumes are open already; close one of them first.");
    }
    volumes.makeRoom();
    Optional<String> _ = letGo(look -> look.standsOn(device), false);
    return rehearsals.of(
        volume,
        fingerprint,
        volumes.disks(volume),
        () ->
            switch (volumes.rehearse(volume, fingerprint)) {
              case Volumes.Answer.NotReady(String word) -> new VolumeAnswer(false, word);
              case Volumes.Answer.Ready(Volumes.Open ready) -> kept(volume, ready);
              case Volumes.Answer.Unlocked(Volumes.Open ready) -> kept(volume, ready);
            });
  }

  /// Lets go of a volume and of those that stand on it, whatever is being read in them.
  public VolumeAnswer close(String key) {
    rehearsals.breakOff(key);
    return letGo(look -> look.is(key) || look.below.contains(key), true)
        .map(word -> new VolumeAnswer(false, word))
        .orElse(new VolumeAnswer(true, ""));
  }

  /// Lets go of what somebody else needs, where nobody is reading.
  ///
  /// @param disks `sda`: what lies on one of them goes
  public void makeRoomOn(Set<String> disks) {
    volumes.makeRoom();
    rehearsals.breakOff(own -> own.stream().anyMatch(disks::contains));
    Predicate<Look> there = look -> look.disks.stream().anyMatch(disks::contains);
    Optional<String> _ = letGo(there.and(Look::rehearsed), true);
    Optional<String> _ = letGo(there, false);
  }

  void letGoOfIdle() {
    Instant before = clock.instant().minus(IDLE);
    Optional<String> _ = letGo(look -> look.used.isBefore(before), false);
  }

  /// @param usedToo whether readers are sent away; else what is read stays
  private Optional<String> letGo(Predicate<Look> which, boolean usedToo) {
    var going = new ArrayList<Look>();
    synchronized (open) {
      open.values().stream()
          .filter(which)
          .filter(look -> !look.ending && (usedToo || look.leases.isEmpty()))
          .forEach(going::add);
      going.forEach(
          look -> {
            look.ending = true;
            look.leases.forEach(lease -> lease.thread.interrupt());
          });
    }
    return going.stream().flatMap(look -> end(look).stream()).reduce((first, _) -> first);
  }

  private Optional<String> end(Look look) {
    synchronized (open) {
      long end = System.nanoTime() + LETTING_GO.toNanos();
      while (!look.leases.isEmpty() && System.nanoTime() < end) {
        try {
          open.wait(200);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      if (!look.leases.isEmpty()) {
        look.ending = false;
        return Optional.of(
            "Somebody is still reading from "
                + look.volume.device()
                + ", and the drive does not answer. Try again in a minute.");
      }
      open.remove(look.volume.key());
    }
    look.explorer.ifPresent(Explorer::close);
    return look.opened.letGo();
  }

  /// Lets go of everything.
  @Override
  public void close() {
    rounds.shutdownNow();
    rehearsals.breakOff(_ -> true);
    Optional<String> _ = letGo(_ -> true, true);
    volumes.close();
  }
}
