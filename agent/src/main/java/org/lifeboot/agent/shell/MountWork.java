package org.lifeboot.agent.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.mount.InstalledSystem;
import org.lifeboot.agent.mount.MountPlan;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.mount.Mounting;
import org.lifeboot.agent.mount.Planner;
import org.lifeboot.agent.mount.Systems;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.MountTable;
import org.lifeboot.agent.stack.Passphrases;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Survey;
import org.lifeboot.agent.stack.Undoing;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.stack.Way;
import org.lifeboot.agent.tool.Tools;

/// What `lifeboot mount` and `chroot` have in common: find the system, plan, mount.
final class MountWork {

  private final Tools tools;
  private final Claims claims;
  private final Path ledgers = Stack.folder(Path.of("/"));

  MountWork(Tools tools, Claims claims) {
    this.tools = tools;
    this.claims = claims;
  }

  /// What a person wants.
  ///
  /// @param root the device that they name; empty for the only system
  record Wish(Path place, Optional<String> root, Access access, boolean degraded) {
    Way way() {
      if (access != Access.WRITE) {
        return Way.SNAPSHOT;
      }
      return degraded ? Way.WRITE_DEGRADED : Way.WRITE;
    }
  }

  /// What was found for it.
  sealed interface Answer {
    /// One system; its plan.
    record Planned(MountPlan plan, List<String> troubles) implements Answer {}

    /// Several, and none was named.
    record Several(List<InstalledSystem> systems) implements Answer {}

    record Nothing(List<String> reasons) implements Answer {}
  }

  /// Asks for each passphrase once.
  static Passphrases remembering(Passphrases asking) {
    Map<String, Optional<String>> known = new HashMap<>();
    return (uuid, locked) -> known.computeIfAbsent(uuid, _ -> asking.of(uuid, locked));
  }

  /// Looks over snapshots, which are gone when this returns.
  Answer look(Wish wish, Passphrases asking) {
    try (var stack = Stack.toLook(tools, claims, Path.of("/"))) {
      Survey survey = stack.surveyAndKeepUp(asking);
      var troubles = new ArrayList<>(survey.troubles());
      Systems.Found found =
          new Systems(stack, tools, claims, Path.of("/")).find(worthALook(wish, survey));
      troubles.addAll(found.troubles());
      return chosen(wish, survey, found.systems(), troubles);
    }
  }

  /// Only the volume that was named; all when none was, or none is called so.
  private static List<Volume> worthALook(Wish wish, Survey survey) {
    List<Volume> named =
        survey.volumes().stream()
            .filter(volume -> wish.root().filter(name -> called(volume, name)).isPresent())
            .toList();
    return named.isEmpty() ? survey.volumes() : named;
  }

  /// What stands behind a colon is a subvolume.
  private static boolean called(Volume volume, String name) {
    return Systems.alone(volume).called(name) || name.startsWith(volume.device() + ":");
  }

  private static Answer chosen(
      Wish wish, Survey survey, List<InstalledSystem> systems, List<String> troubles) {
    List<InstalledSystem> meant =
        wish.root().map(name -> Systems.called(name, systems)).orElse(systems);
    if (meant.isEmpty() && wish.root().isPresent()) {
      meant = alone(wish.root().get(), survey);
    }
    if (meant.size() > 1) {
      return new Answer.Several(meant);
    }
    if (meant.isEmpty()) {
      return new Answer.Nothing(reasons(wish, survey, troubles));
    }
    MountPlan plan = Planner.plan(meant.getFirst(), survey.volumes(), wish.access());
    return new Answer.Planned(plan, troubles);
  }

  /// A volume without a system, for who names it: a datastore, a disk with files.
  private static List<InstalledSystem> alone(String name, Survey survey) {
    return survey.volumes().stream()
        .filter(volume -> !volume.locked())
        .map(Systems::alone)
        .filter(system -> system.called(name))
        .toList();
  }

  private static List<String> reasons(Wish wish, Survey survey, List<String> troubles) {
    var reasons = new ArrayList<String>();
    reasons.add(
        wish.root()
            .map(name -> "There is no system and no file system on %s.".formatted(name))
            .orElse("No installed system was found on the disks."));
    survey.locked().stream().map(MountWork::lockedWords).forEach(reasons::add);
    survey.volumes().stream()
        .filter(volume -> volume.content().datastore())
        .map(volume -> "A VMFS datastore: lifeboot mount --root %s".formatted(volume.device()))
        .forEach(reasons::add);
    reasons.addAll(troubles);
    return reasons;
  }

  private static String lockedWords(Volume volume) {
    String on = volume.layer().below().getFirst().device();
    return "%s is encrypted and was not opened.".formatted(on);
  }

  /// What came of mounting.
  ///
  /// @param ledger holds it all
  record Done(Ledger ledger, Mounting.Result result) {}

  /// Brings it up, for longer than this process lives when it is kept.
  Done mount(MountPlan plan, Wish wish, Passphrases asking) throws IOException {
    Path place = Files.createDirectories(wish.place()).toRealPath();
    Ledger ledger = Ledger.open(ledgers, true, place.toString(), plan.access().words());
    try (var stack = new Stack(tools, claims, ledger, wish.way())) {
      stack.share(plan.steps().size());
      var mounting = new Mounting(stack, tools, claims, place);
      Mounting.Result result = mounting.carryOut(plan, asking);
      if (result.mounted().isEmpty()) {
        Optional<Undoing.Problem> left = new Undoing(tools, claims).all(ledger);
        left.ifPresent(problem -> System.err.println(problem.reason()));
      }
      return new Done(ledger, result);
    }
  }

  /// Why nothing may be mounted there; empty when it may.
  static Optional<String> occupied(Path place) {
    try {
      Path real = Files.exists(place) ? place.toRealPath() : place.toAbsolutePath();
      if (!MountTable.read().under(real.toString()).isEmpty()) {
        return Optional.of(
            "something is mounted at %s already; lifeboot umount undoes it".formatted(real));
      }
      return Files.exists(real) && !Files.isDirectory(real)
          ? Optional.of(real + " is no folder")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(place + ": " + e);
    }
  }

  /// What is mounted at a place by us.
  Optional<Ledger> at(Path place) {
    String real = real(place);
    return Ledger.all(ledgers).stream()
        .filter(ledger -> ledger.kept() && ledger.place().equals(real))
        .findFirst();
  }

  static String real(Path place) {
    try {
      return place.toRealPath().toString();
    } catch (IOException _) {
      return place.toAbsolutePath().normalize().toString();
    }
  }

  Path ledgers() {
    return ledgers;
  }

  Tools tools() {
    return tools;
  }

  Claims claims() {
    return claims;
  }
}
