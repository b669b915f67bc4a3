package org.lifeboot.agent.mount;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.MountPlan.Access;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.agent.tool.Outcome;

/// An fstab with anything in it, through the plan and the script.
public final class MountFuzz {

  private static final Volume ROOT = volume(new Layer.Leaf("/dev/vda1", 1, "p1", "n1"), "7");
  private static final Volume HOME = volume(new Layer.Leaf("/dev/vda2", 2, "p2", "n2"), "8");
  private static final Volume DATA =
      volume(
          new Layer.Logical("vg", "u", "data", List.of(new Layer.Leaf("/dev/vdb", 3, "", ""))),
          "9");

  /// What the script is made of where no quoted word stands.
  private static final Pattern OWN_WORDS = Pattern.compile("[\\w $\"/.:;|&>()*?{}=@%\\\\\t-]*");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'(\\\\''[^']*')*");

  private MountFuzz() {}

  private static Volume volume(Layer layer, String uuid) {
    return new Volume(
        layer,
        new Signature("filesystem", "ext4", "", "label" + uuid, uuid),
        1,
        List.of(),
        new Volume.State.Free());
  }

  public static void fstab(byte[] input) {
    Fstab read = Fstab.of(Hostile.text(input));
    require(read.entries().size() <= 500 && read.troubles().size() <= 501, "too much is kept");
    read.troubles().forEach(trouble -> requireLine(trouble, 400));
    read.entries().forEach(entry -> requireLine(entry.words(), 256));
    var volumes = List.of(ROOT, HOME, DATA);
    for (Access access : Access.values()) {
      MountPlan plan =
          Planner.plan(
              new InstalledSystem(ROOT, "", "a system", read, Names.of("", "")), volumes, access);
      plan.steps().forEach(step -> requireInside(step.point()));
      plan.notes().forEach(note -> requireLine(note, 1_000));
      requireTame(Script.of(plan, "/mnt"));
    }
  }

  /// The system's own folders are named from its root, whatever else stands in the name.
  private static void requireInside(String point) {
    require(point.startsWith("/"), "a mount point outside: " + point);
  }

  /// No line of the script is a hostile one: what is not ours stands within quotation marks.
  private static void requireTame(String script) {
    String words = QUOTED.matcher(script).replaceAll("Q");
    for (String line : words.lines().toList()) {
      require(line.startsWith("#") || OWN_WORDS.matcher(line).matches(), "in the script: " + line);
    }
  }

  public static void names(byte[] input) {
    String text = Hostile.text(input);
    Names read = Names.of(text, text);
    require(read.opened().size() <= 500 && read.arrays().size() <= 500, "too much is kept");
    new Sources(new ArrayList<>(List.of(ROOT, HOME, DATA)), read).find(text);
  }

  public static void subvolumes(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    require(Btrfs.subvolumes(outcome).size() <= 500, "too much is kept");
  }
}
