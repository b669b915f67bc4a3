package org.lifeboot.agent.mount;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.VmfsFuse;
import org.lifeboot.agent.tool.HostileText;

/// A plan as a shell script (POSIX sh) that works without Lifeboot. Pure.
public final class Script {

  private final StringBuilder text = new StringBuilder();
  private final Set<String> up = new LinkedHashSet<>();
  private final boolean write;

  private Script(boolean write) {
    this.write = write;
  }

  public static String of(MountPlan plan, String root) {
    var script = new Script(plan.access() == Access.WRITE);
    script.head(plan, root);
    plan.steps().forEach(script::step);
    plan.skipped()
        .forEach(
            skipped ->
                script.line(
                    "# left out: "
                        + HostileText.line(skipped.entry() + ": " + skipped.reason(), 400)));
    return script.text.toString();
  }

  private void head(MountPlan plan, String root) {
    line("#!/bin/sh");
    line("# Mounts " + HostileText.line(plan.system().words(), 300) + ".");
    if (write) {
      line("# To be written: what is written there is on the disks.");
    } else {
      line(
          "# Read-only. Journals are not replayed, so a file system that was in use when the"
              + " power");
      line("# went may look damaged; `lifeboot mount` shows it whole, over snapshots in RAM.");
    }
    line("set -eu");
    line("root=" + quoted(root));
    line("");
    line("# A folder of the mounted system; a link in it that leads out of it ends the script.");
    line("inside() {");
    line("\tfound=$(realpath -e -- \"$root$1\"; echo x)");
    line("\tfound=${found%?x}");
    line("\tcase $found in");
    line("\t\"$root\" | \"$root\"/*) ;;");
    line("\t*) echo \"$1 leads out of $root to $found; mount it by hand\" >&2; exit 1 ;;");
    line("\tesac");
    line("}");
    line("");
    line("root=$(realpath -- \"$root\")");
  }

  private void step(Step step) {
    switch (step) {
      case Step.Bind(String from, String point, _) -> {
        line("inside " + quoted(from));
        line("from=$found");
        line("inside " + quoted(point));
        line("mount --bind -- \"$from\" \"$found\"");
      }
      case Step.FileSystem system -> fileSystem(system);
    }
  }

  private void fileSystem(Step.FileSystem step) {
    bring(step.volume().layer());
    step.volume().companions().forEach(this::bring);
    String options =
        step.options().stream()
            .filter(option -> !option.equals("nouuid"))
            .map(option -> write ? option : option.replaceFirst("^rw$", "ro"))
            .collect(Collectors.joining(","));
    String all = write ? options : options + untouched(step.type());
    String at = step.point().equals("/") ? "\"$root\"" : "\"$found\"";
    if (!step.point().equals("/")) {
      line("inside " + quoted(step.point()));
    }
    if (step.type().equals(Planner.DATASTORE)) {
      line(
          "%s -o ro,nosuid,nodev,noexec %s %s"
              .formatted(VmfsFuse.program(step.volume().content().version()), device(step), at));
      return;
    }
    line(
        "mount -t %s -o %s -- %s %s".formatted(quoted(step.type()), quoted(all), device(step), at));
  }

  private static String device(Step.FileSystem step) {
    return quoted(path(step.volume().layer()));
  }

  /// What keeps a mount from replaying the journal.
  private static String untouched(String type) {
    return switch (type) {
      case "ext3", "ext4" -> ",noload";
      case "xfs" -> ",norecovery";
      case "btrfs" -> ",rescue=nologreplay";
      default -> "";
    };
  }

  private static String path(Layer layer) {
    return switch (layer) {
      case Layer.Leaf leaf -> leaf.device();
      case Layer.Array array -> "/dev/md/" + name(array);
      case Layer.Logical logical -> logical.device();
      case Layer.Unlocked unlocked -> unlocked.device();
    };
  }

  private static String name(Layer.Array array) {
    return "rescued-"
        + array
            .uuid()
            .replace(":", "")
            .substring(0, Math.min(8, array.uuid().replace(":", "").length()));
  }

  private void bring(Layer layer) {
    layer.below().forEach(this::bring);
    if (!up.add(layer.key())) {
      return;
    }
    switch (layer) {
      case Layer.Leaf _ -> {}
      case Layer.Array array ->
          line(
              "mdadm --assemble %s%s--uuid=%s %s"
                  .formatted(
                      quoted(path(array)),
                      write ? " " : " --readonly --run ",
                      quoted(array.uuid()),
                      paths(array.below())));
      case Layer.Logical logical ->
          line(
              "lvm lvchange --activate y --ignoreactivationskip %s"
                  .formatted(quoted(logical.group() + "/" + logical.volume())));
      case Layer.Unlocked unlocked ->
          line(
              "cryptsetup open%s %s %s"
                  .formatted(
                      write ? "" : " --readonly",
                      quoted(path(unlocked.locked())),
                      quoted(unlocked.device().replaceFirst("^.*/", ""))));
    }
  }

  private static String paths(List<Layer> layers) {
    return layers.stream().map(layer -> quoted(path(layer))).collect(Collectors.joining(" "));
  }

  /// Whatever is in it, it is one word of the shell's.
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
