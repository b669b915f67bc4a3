package org.lifeboot.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.claim.SteadyTools;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Undoes what a [Ledger] holds. What is not there any more is undone already.
public final class Undoing {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Tools tools;
  private final Claims claims;

  public Undoing(Tools tools, Claims claims) {
    this.tools = new SteadyTools(tools);
    this.claims = claims;
  }

  /// All of it, the last first; stops at the first that cannot be undone.
  ///
  /// @return why it stopped; empty when nothing is left
  public Optional<Problem> all(Ledger ledger) {
    for (Entry entry : ledger.entries().reversed()) {
      Optional<String> reason = one(ledger, entry);
      if (reason.isPresent()) {
        return Optional.of(new Problem(entry, reason.get()));
      }
    }
    return Optional.empty();
  }

  /// What could not be undone, and why.
  public record Problem(Entry entry, String reason) {}

  /// One of its entries.
  public Optional<String> one(Ledger ledger, Entry entry) {
    Optional<String> reason = undo(entry);
    if (reason.isEmpty()) {
      ledger.remove(entry);
    }
    return reason;
  }

  private Optional<String> undo(Entry entry) {
    return switch (entry.kind()) {
      case CLAIM -> {
        claims.release(entry.what());
        yield Optional.empty();
      }
      case ARRAY -> array(entry.what());
      case VOLUME -> volume(entry);
      case CRYPT -> crypt(entry.what());
      case BTRFS -> btrfs(entry);
      case FOLDER -> folder(Path.of(entry.what()));
      case MOUNT -> mount(entry.what());
    };
  }

  private Optional<String> array(String device) {
    Path state = Path.of("/sys/block", device.replaceFirst("^/dev/", "")).resolve("md/array_state");
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    return tools.run(Mdadm.stop(device)).problem("stopping the array " + device);
  }

  private Optional<String> volume(Entry entry) {
    String group = entry.with().getFirst();
    String name = entry.with().get(1);
    if (!Files.exists(Path.of(entry.what()))) {
      return Optional.empty();
    }
    List<String> devices = entry.with().subList(2, entry.with().size());
    return tools
        .run(Lvm.deactivate(group, name, devices))
        .problem("deactivating the volume " + entry.what());
  }

  private Optional<String> crypt(String name) {
    if (!Files.exists(Path.of("/dev/mapper", name))) {
      return Optional.empty();
    }
    return tools.run(Cryptsetup.close(name)).problem("locking " + name);
  }

  /// The kernel keeps a list of what it has seen of btrfs: snapshots that go must leave it.
  private Optional<String> btrfs(Entry entry) {
    if (Files.exists(Path.of(entry.what()))) {
      Outcome _ = tools.run(Command.of(LIMIT, "btrfs", "device", "scan", "--forget", entry.what()));
    }
    return Optional.empty();
  }

  private static Optional<String> folder(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("removing " + folder + ": " + e + ", ignoring");
    }
    return Optional.empty();
  }

  private Optional<String> mount(String point) {
    Optional<String> problem =
        MountTable.read().contains(point)
            ? tools.run(Command.of(LIMIT, "umount", "--", point)).problem("unmounting " + point)
            : Optional.empty();
    if (problem.isEmpty()) {
      VmfsFuse.end(point);
    }
    return problem;
  }

  /// Undoes what killed processes have left; those that `lifeboot mount` keeps stay.
  public void removeLeftovers(Path folder) {
    Ledger.all(folder).stream()
        .filter(Ledger::orphaned)
        .forEach(
            ledger ->
                all(ledger)
                    .ifPresent(problem -> System.err.println(problem.reason() + ", ignoring")));
  }
}
