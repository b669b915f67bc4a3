package org.lifeboot.agent.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.lifeboot.agent.raid.ReplacePlan;
import org.lifeboot.agent.tool.HostileText;

/// The plan of a replacement, for the person who is to say yes.
final class ReplacePage {

  private ReplacePage() {}

  static String of(ReplacePlan plan) {
    return """
    Array  %s
    Old    %s
    New    %s
    %s
    The commands:
    %s

    Saved before, in %s:
      the new disk's first and last mebibyte, what all members' superblocks say, how to go back.
      In the rescue system files lie in memory: copy the folder away before you reboot.

    To go back while it is being filled:
    %s
    To go back afterwards:
    %s
    """
        .formatted(
            plan.array(),
            plan.old().isEmpty() ? "missing" : safe(plan.old()),
            safe(plan.fresh()),
            plan.notes().stream().map(note -> "  - " + safe(note) + "\n").collect(joined()),
            lines(plan.commands()),
            plan.wish().saved(),
            lines(plan.goBackBefore()),
            lines(plan.goBackAfter()));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> "  " + safe(line)).collect(Collectors.joining("\n"));
  }

  private static String safe(String text) {
    return HostileText.line(text, 1_000);
  }
}
