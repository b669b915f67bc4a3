package org.lifeboot.agent.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.tool.Command;

/// Runs a program that takes all of the machine so that everything else still gets its turn.
///
/// It runs under SCHED_IDLE (sched(7)): only while nobody else wants the processor. When memory
/// runs out the kernel ends it first. Under systemd it is moved out of the Agent's control group,
/// whose large share of the processors is for the Agent alone, into `burn.slice`, which has the
/// smallest share there is.
///
/// @param slices whether systemd is there to move it
public record LowPriority(boolean slices) {

  private static final List<String> LAST_OF_ALL =
      List.of("choom", "-n", "1000", "--", "chrt", "--idle", "0");

  private static final List<String> OUT_OF_THE_AGENTS_GROUP =
      List.of("systemd-run", "--scope", "--quiet", "--collect", "--slice=burn.slice", "--");

  /// What this system offers. `/run/systemd/system` is there where systemd runs (sd_booted(3)).
  public static LowPriority here() {
    return new LowPriority(Files.isDirectory(Path.of("/run/systemd/system")));
  }

  public Command of(Command command) {
    var words = new ArrayList<String>();
    if (slices) {
      words.addAll(OUT_OF_THE_AGENTS_GROUP);
    }
    words.addAll(LAST_OF_ALL);
    words.addAll(command.arguments());
    return new Command(
        words, command.input(), command.timeLimit(), command.outputLimitBytes(), command.onMore());
  }
}
