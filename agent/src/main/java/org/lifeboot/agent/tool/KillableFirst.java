package org.lifeboot.agent.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The kernel never ends the Agent for want of memory (its unit has `OOMScoreAdjust=-1000`), and a
/// child inherits that: it is taken from the child, or nobody would be left to end.
final class KillableFirst {

  /// proc_pid_oom_score_adj(5): -1,000 never, 1,000 before all others.
  private static final String RATHER_THAN_OTHERS = "300";

  private KillableFirst() {}

  /// A program that has ended already needs it no more. One that has chosen a value of its own
  /// keeps it.
  static void make(Process process) {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "oom_score_adj");
    try {
      if (Files.readString(file).startsWith("-")) {
        Files.writeString(file, RATHER_THAN_OTHERS, StandardOpenOption.WRITE);
      }
    } catch (IOException _) {
      // it has ended
    }
  }
}
