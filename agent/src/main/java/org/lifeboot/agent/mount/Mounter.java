package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.claim.SteadyTools;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.stack.Undoing;
import org.lifeboot.agent.stack.VmfsFuse;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// mount(8): mounts, with a note in the ledger before. Each answer is why it did not work; empty
/// when it did.
final class Mounter {

  /// A journal may be long, and a disk slow.
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Tools tools;
  private final Ledger ledger;
  private final Undoing undoing;

  Mounter(Tools tools, Claims claims, Ledger ledger) {
    this.tools = new SteadyTools(tools);
    this.ledger = ledger;
    this.undoing = new Undoing(tools, claims);
  }

  Tools tools() {
    return tools;
  }

  /// A file system of the kernel's; no helper program is asked.
  Optional<String> mount(String type, List<String> options, String device, Path point) {
    return noted(
        point,
        Command.of(
            LIMIT,
            "mount",
            "--internal-only",
            "--types",
            type.equals("ntfs") ? "ntfs3" : type,
            "--options",
            String.join(",", options),
            "--",
            device,
            point.toString()));
  }

  /// A VMFS datastore, read-only.
  Optional<String> datastore(String device, Path point) {
    String program = VmfsFuse.program(Path.of(device));
    return noted(
        point,
        VmfsFuse.command(program, device, point),
        outcome -> VmfsFuse.report(outcome, program));
  }

  /// NTFS by the program that knows more kinds of it than the kernel does.
  Optional<String> ntfs3g(String device, Path point) {
    return noted(
        point,
        Command.of(LIMIT, "ntfs-3g", "-o", "ro,nosuid,nodev,noexec", device, point.toString()));
  }

  /// A folder or file seen at another place; what is mounted below it later stays there.
  Optional<String> bind(Path from, Path point) {
    return noted(
        point,
        Command.of(
            LIMIT, "mount", "--bind", "--make-private", "--", from.toString(), point.toString()));
  }

  /// Changes what is mounted there already.
  Optional<String> remount(String options, Path point) {
    return tools
        .run(Command.of(LIMIT, "mount", "-o", "remount," + options, "--", point.toString()))
        .problem("mounting " + point + " anew");
  }

  private Optional<String> noted(Path point, Command command) {
    return noted(point, command, outcome -> outcome.problem("mounting " + point));
  }

  private Optional<String> noted(
      Path point, Command command, Function<Outcome, Optional<String>> report) {
    Entry entry = ledger.add(Entry.of(Kind.MOUNT, point.toString()));
    Optional<String> problem = report.apply(tools.run(command));
    if (problem.isPresent()) {
      undo(entry);
    }
    return problem;
  }

  private void undo(Entry entry) {
    undoing.one(ledger, entry).ifPresent(reason -> System.err.println(reason + ", ignoring"));
  }

  /// A folder that goes when it is undone.
  Path folder(Path folder) throws IOException {
    ledger.add(Entry.of(Kind.FOLDER, folder.toString()));
    return Files.createDirectories(folder);
  }

  /// Undoes what was done since the ledger had so many entries.
  Optional<Undoing.Problem> backTo(int count) {
    var entries = new ArrayList<>(ledger.entries());
    for (int at = entries.size() - 1; at >= count; at--) {
      Optional<String> reason = undoing.one(ledger, entries.get(at));
      if (reason.isPresent()) {
        return Optional.of(new Undoing.Problem(entries.get(at), reason.get()));
      }
    }
    return Optional.empty();
  }

  /// Takes away what is mounted at a folder, in which somebody may still be, and the folder. What
  /// serves a datastore goes first: when it hangs, so does umount(8), and whoever reads.
  Optional<String> away(Path point) {
    VmfsFuse.end(point.toString());
    Entry mount = Entry.of(Kind.MOUNT, point.toString());
    Optional<String> problem = undoing.one(ledger, mount);
    if (problem.isPresent()) {
      Outcome _ = tools.run(Command.of(LIMIT, "umount", "--lazy", "--", point.toString()));
      Optional<String> _ = undoing.one(ledger, mount);
    }
    Optional<String> _ = undoing.one(ledger, Entry.of(Kind.FOLDER, point.toString()));
    return problem;
  }

  int count() {
    return ledger.entries().size();
  }
}
