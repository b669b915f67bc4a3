package org.lifeboot.agent.shell;

import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.mount.InstalledSystem;
import org.lifeboot.agent.mount.MountPlan;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.tool.HostileText;

/// A mount plan for people.
final class MountPage {

  private MountPage() {}

  static String of(MountPlan plan, String root) {
    var lines = new ArrayList<String>();
    lines.add("System  " + HostileText.line(plan.system().words(), 400));
    lines.add("Mounted " + plan.access().words());
    var columns = new Columns();
    plan.steps().forEach(step -> columns.row(cells(step, root)));
    lines.addAll(columns.lines("  "));
    plan.skipped()
        .forEach(
            skipped ->
                lines.add(
                    "  - left out: %s: %s"
                        .formatted(skipped.entry(), HostileText.line(skipped.reason(), 300))));
    plan.notes().forEach(note -> lines.add("  ! " + note));
    return String.join("\n", lines);
  }

  private static String[] cells(Step step, String root) {
    String place = HostileText.line(step.point().equals("/") ? root : root + step.point());
    return switch (step) {
      case Step.FileSystem each ->
          new String[] {
            each.volume().device(),
            place,
            each.type(),
            HostileText.line(String.join(",", each.options()), 300)
          };
      case Step.Bind(String from, _, _) -> new String[] {HostileText.line(from), place, "bind", ""};
    };
  }

  static String several(List<InstalledSystem> systems) {
    var lines = new ArrayList<String>();
    lines.add("There are several systems on these disks; name one with --root:");
    for (InstalledSystem system : systems) {
      String name =
          system.root().device() + (system.subvolume().isEmpty() ? "" : ":" + system.subvolume());
      lines.add("  --root %s   %s".formatted(HostileText.line(name), system.name()));
    }
    return String.join("\n", lines);
  }
}
