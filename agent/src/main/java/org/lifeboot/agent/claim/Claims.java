package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Gives out claims. Thread-safe.
///
/// A claim is a device-mapper device laid over a block device: device-mapper opens what is below
/// exclusively, so the kernel refuses a hand-made `mount`, `mkfs` or `mdadm` of it, and refuses the
/// claim while somebody else holds the device.
public final class Claims {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// The most RAM that one snapshot may take; a repair that changes more than this is not
  /// rehearsed.
  private static final long LARGEST_STORE_BYTES = 8L << 30;

  private static final int SECTOR_BYTES = 512;

  /// What a snapshot copies at a time.
  public static final int BLOCK_BYTES = ExceptionStore.CHUNK_BYTES;

  private static final String NO_STORE = "";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Tools tools;
  private final Clock clock;
  private final Machine machine;
  private final Mounts mounts;
  private final ClaimRecords records;
  private final Holders holders;
  private final Store stores;
  private final RealNames names;

  /// The claims of this system.
  public Claims(Tools tools) {
    this(tools, Path.of("/"), Clock.systemUTC());
  }

  /// The claims of a system.
  ///
  /// @param root `/`; another folder in tests
  public Claims(Tools tools, Path root, Clock clock) {
    this.tools = new SteadyTools(tools);
    this.clock = clock;
    Path run = root.resolve("run/lifeboot");
    this.machine = new Machine(root.resolve("proc"));
    this.mounts = new Mounts(root.resolve("proc"), run.resolve("mount-times"));
    this.records = new ClaimRecords(run.resolve("claims"));
    this.holders = new Holders(root, mounts, records, new Appearances(root, clock));
    this.stores = new Store(this.tools, run.resolve("stores"));
    this.names = new RealNames(this.tools, root);
  }

  /// Holds a device to read it: `linear`, read-only.
  ///
  /// @param device `/dev/sda1`
  /// @param purpose what for, in words, for whoever is refused: `surface scan`
  public ClaimAnswer hold(String device, String purpose) {
    return ifFree(
        device,
        sectors -> {
          String name = newName();
          String table = Dmsetup.linear(sectors, device);
          return made(
              new ClaimRecord(name, device, purpose, now()),
              tools.run(Dmsetup.createReadOnly(name, table)),
              NO_STORE);
        });
  }

  /// Holds a device to read and write it: `linear`. For what a named person asked for, and nothing
  /// else.
  public ClaimAnswer holdToWrite(String device, String purpose) {
    return ifFree(
        device,
        sectors -> {
          String name = newName();
          String table = Dmsetup.linear(sectors, device);
          return made(
              new ClaimRecord(name, device, purpose, now()),
              tools.run(Dmsetup.create(name, table)),
              NO_STORE);
        });
  }

  /// Lets a device be worked on as if it could be written: `snapshot`, what is written goes to RAM,
  /// and to at most half of what is free.
  public ClaimAnswer look(String device, String purpose) {
    return look(device, purpose, usualStoreBytes());
  }

  private long usualStoreBytes() {
    Machine.Memory memory = machine.memory();
    long free = memory.totalBytes() - memory.usedBytes();
    return Math.clamp(free / 2, 16L << 20, LARGEST_STORE_BYTES);
  }

  /// The same over a device that is held to be written, and [Claim#changed] then tells which blocks
  /// were written.
  public ClaimAnswer rehearse(Claim held, String purpose) {
    var wish = new Wish(held.path().toString(), purpose, usualStoreBytes(), true);
    return ifFree(wish.device(), sectors -> snapshot(newName(), wish, sectors));
  }

  /// The same.
  ///
  /// @param storeBytes how much may be written; more makes the claim worthless, as [Claim#trouble]
  ///   then says
  public ClaimAnswer look(String device, String purpose, long storeBytes) {
    return look(device, purpose, storeBytes, newName());
  }

  /// The same under a name that is known before: who notes it first finds it again, whatever ends
  /// the process in between.
  ///
  /// @param name of [#newName] or [#newKeptName]
  public ClaimAnswer look(String device, String purpose, long storeBytes, String name) {
    return ifFree(
        device, sectors -> snapshot(name, new Wish(device, purpose, storeBytes, false), sectors));
  }

  /// Who holds a device, in one sentence; empty when nobody is seen.
  public Optional<String> holder(String device) {
    return holders.of(device);
  }

  /// What [#look] may put into RAM for one device, when several are looked at at once.
  public long storeBytes(int devices) {
    return Math.max(16L << 20, usualStoreBytes() / Math.max(1, devices));
  }

  private record Wish(String device, String purpose, long storeBytes, boolean recording) {}

  private ClaimAnswer snapshot(String name, Wish wish, long sectors) {
    names.keep();
    String device = wish.device();
    long most = sectors * SECTOR_BYTES + sectors * SECTOR_BYTES / 16 + (1 << 20);
    try {
      return switch (stores.make(name, Math.min(wish.storeBytes(), most))) {
        case Store.Answer.NotReady(String reason) -> new ClaimAnswer.Failed(reason);
        case Store.Answer.Ready(String loop) -> {
          try {
            String table =
                wish.recording()
                    ? Dmsetup.recordingSnapshot(sectors, device, loop)
                    : Dmsetup.snapshot(sectors, device, loop);
            yield made(
                new ClaimRecord(name, device, wish.purpose(), now()),
                tools.run(Dmsetup.create(name, table)),
                loop);
          } finally {
            stores.letGo(loop);
          }
        }
      };
    } catch (IOException e) {
      return new ClaimAnswer.Failed(
          "taking RAM for a snapshot of %s: %s".formatted(device, HostileText.line(e.toString())));
    }
  }

  /// What a claim makes of a device's size.
  @FunctionalInterface
  private interface Making {
    ClaimAnswer of(long sectors);
  }

  private ClaimAnswer ifFree(String device, Making making) {
    Optional<String> holder = holders.of(device);
    if (holder.isPresent()) {
      return new ClaimAnswer.Refused(holder.get());
    }
    Outcome size = tools.run(Command.of(LIMIT, "blockdev", "--getsz", device));
    OptionalLong sectors = sectors(size);
    return sectors.isPresent()
        ? making.of(sectors.getAsLong())
        : new ClaimAnswer.Failed("reading the size of " + device + ": " + size.inWords());
  }

  private static OptionalLong sectors(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, String stdout, _)
            && code == 0
            && stdout.strip().matches("[1-9]\\d{0,17}")
        ? OptionalLong.of(Long.parseLong(stdout.strip()))
        : OptionalLong.empty();
  }

  private ClaimAnswer made(ClaimRecord claim, Outcome outcome, String store) {
    if (outcome.problem("").isEmpty()) {
      records.write(claim);
      return new ClaimAnswer.Granted(new Mapped(claim, store));
    }
    if (!(outcome instanceof Outcome.Exited)) {
      remove(claim.name()); // it may have been made all the same
    }
    String reason = HostileText.line(outcome.inWords(), 400);
    return reason.contains("busy")
        ? new ClaimAnswer.Refused(
            holders
                .of(claim.device())
                .orElse("in use: the kernel says that somebody holds " + claim.device() + "."))
        : new ClaimAnswer.Failed("taking a claim on " + claim.device() + ": " + reason);
  }

  /// A claim of this name goes with this process, or is a leftover.
  public static String newName() {
    return "lifeboot-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
  }

  /// A claim of this name outlives the process: somebody else lets go of it with [#release].
  public static String newKeptName() {
    return newName().replaceFirst("-", "-kept-");
  }

  /// Lets go of a claim by its name; also of one that is not there any more.
  public void release(String name) {
    if (ClaimRecords.ours(name)) {
      remove(name);
    }
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Notes the times of mounts that are new: the kernel does not keep them. To be called every few
  /// seconds.
  public void noteMounts() {
    mounts.note(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /// Removes the claims of processes that are dead: a killed Agent, a closed terminal.
  public void removeLeftovers() {
    Dmsetup.names(tools.run(Dmsetup.list())).stream()
        .filter(ClaimRecords::leftByTheDead)
        .forEach(this::remove);
  }

  private void remove(String name) {
    Outcome removed = tools.run(Dmsetup.remove(name));
    if (removed.problem("").isPresent()) {
      Outcome _ = tools.run(Dmsetup.removeLater(name));
    }
    records.remove(name);
  }

  /// A device-mapper device of ours.
  private final class Mapped implements Claim {
    private final ClaimRecord claim;
    private final String store;
    private final Supplier<Optional<String>> trouble;

    /// @param store the loop device of a snapshot's store, or [#NO_STORE]
    Mapped(ClaimRecord claim, String store) {
      this.claim = claim;
      this.store = store;
      this.trouble = store.equals(NO_STORE) ? Optional::empty : this::overrun;
    }

    /// The kernel's own writes go past the caches of the block devices.
    @Override
    public List<Long> changed() throws IOException {
      Outcome _ = tools.run(Command.of(LIMIT, "blockdev", "--flushbufs", path().toString()));
      Outcome _ = tools.run(Command.of(LIMIT, "blockdev", "--flushbufs", store));
      return ExceptionStore.changed(Path.of(store));
    }

    @Override
    public String device() {
      return claim.device();
    }

    @Override
    public Path path() {
      return Path.of("/dev/mapper", claim.name());
    }

    @Override
    public Optional<String> trouble() {
      return trouble.get();
    }

    private Optional<String> overrun() {
      Outcome status = tools.run(Dmsetup.status(claim.name()));
      if (Dmsetup.lost(status)) {
        return Optional.of(
            "What was written in the rehearsal did not fit into the RAM that may be used for it, so"
                + " nothing is known; the device was not touched.");
      }
      return Dmsetup.whole(status)
          ? Optional.empty()
          : Optional.of(
              "Whether the snapshot of %s held cannot be said, so nothing is known: %s"
                  .formatted(claim.device(), HostileText.line(status.inWords(), 400)));
    }

    @Override
    public void close() {
      remove(claim.name());
    }
  }
}
