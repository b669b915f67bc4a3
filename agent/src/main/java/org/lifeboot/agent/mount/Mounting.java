package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.InRoot;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.stack.OpenAnswer;
import org.lifeboot.agent.stack.Opened;
import org.lifeboot.agent.stack.Passphrases;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Carries a plan out: brings volumes up and mounts them, the root first.
public final class Mounting {

  private final Stack stack;
  private final Mounter mounter;
  private final Path root;
  private final InRoot inside;

  /// A mounting.
  ///
  /// @param stack whose ledger holds what is mounted, too
  /// @param root where the system's root goes; absolute, without links
  public Mounting(Stack stack, Tools tools, Claims claims, Path root) {
    this.stack = stack;
    this.mounter = new Mounter(tools, claims, stack.ledger());
    this.root = root;
    this.inside = new InRoot(root);
  }

  /// What became of it.
  ///
  /// @param mounted where, as the rescue system sees it
  /// @param problems what is missing that the system itself would have
  /// @param notes what is missing without harm
  public record Result(List<Path> mounted, List<String> problems, List<String> notes) {
    public Result {
      mounted = List.copyOf(mounted);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }

  public Result carryOut(MountPlan plan, Passphrases asking) {
    var mounted = new ArrayList<Path>();
    var problems = new ArrayList<String>();
    var notes = new ArrayList<String>();
    for (Step step : plan.steps()) {
      try {
        mounted.add(carryOut(step, plan.access(), asking));
      } catch (NotMounted e) {
        (step.mayFail() ? notes : problems)
            .add(HostileText.line(step.point() + ": " + e.reason(), 600));
        if (step.point().equals("/")) {
          break;
        }
      }
    }
    return new Result(mounted, problems, notes);
  }

  private static final class NotMounted extends Exception {
    private static final long serialVersionUID = 1;

    NotMounted(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private Path carryOut(Step step, Access access, Passphrases asking) throws NotMounted {
    return switch (step) {
      case Step.FileSystem system -> {
        Path point = system.point().equals("/") ? root : folder(system.point(), access);
        mount(system, point, asking);
        yield point;
      }
      case Step.Bind(String from, String to, _) -> {
        Path source =
            inside
                .resolve(from)
                .orElseThrow(() -> new NotMounted("there is no " + from + " in the system"));
        Path point =
            Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS) ? folder(to, access) : file(to);
        yield done(mounter.bind(source, point), point);
      }
    };
  }

  private Path file(String point) throws NotMounted {
    return inside
        .resolve(point)
        .filter(real -> Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS))
        .orElseThrow(() -> new NotMounted("there is no such file in the system"));
  }

  private void mount(Step.FileSystem step, Path point, Passphrases asking) throws NotMounted {
    switch (stack.open(step.volume(), asking)) {
      case OpenAnswer.NotReady(String reason) -> throw new NotMounted(reason);
      case OpenAnswer.Ready(Opened opened) -> {
        Optional<String> problem = mounted(step, opened, point);
        if (problem.isPresent()) {
          opened.close();
          throw new NotMounted(problem.get());
        }
      }
    }
  }

  private Optional<String> mounted(Step.FileSystem step, Opened opened, Path point) {
    String device = opened.path().toString();
    if (step.type().equals(Planner.DATASTORE)) {
      return mounter.datastore(device, point);
    }
    var options = new ArrayList<>(step.options());
    options.addAll(opened.options());
    return mounter.mount(step.type(), options, device, point);
  }

  private static Path done(Optional<String> problem, Path point) throws NotMounted {
    if (problem.isPresent()) {
      throw new NotMounted(problem.get());
    }
    return point;
  }

  /// The folder, inside of the system whatever its links say. A missing one is made, as the system
  /// itself would: in RAM where it is looked at, not at all on its disks.
  private Path folder(String point, Access access) throws NotMounted {
    Optional<Path> real = inside.resolve(point);
    if (real.isEmpty() && access != Access.WRITE) {
      real = made(point, access);
    }
    return real.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .orElseThrow(() -> new NotMounted("there is no such folder in the system"));
  }

  private Optional<Path> made(String point, Access access) {
    if (access.readOnly()) {
      Optional<String> _ = mounter.remount("rw", root);
    }
    try {
      Path parent = root;
      for (String name : point.substring(1).split("/", -1)) {
        String path = "/" + root.relativize(parent) + "/" + name;
        Optional<Path> next = inside.resolve(path);
        parent = next.isPresent() ? next.get() : Files.createDirectory(parent.resolve(name));
      }
      return Optional.of(parent);
    } catch (IOException _) {
      return Optional.empty(); // read-only below, a link to nowhere: told as a missing folder
    } finally {
      if (access.readOnly()) {
        Optional<String> _ = mounter.remount("ro", root);
      }
    }
  }
}
