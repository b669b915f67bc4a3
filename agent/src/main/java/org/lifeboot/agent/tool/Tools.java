package org.lifeboot.agent.tool;

/// Runs external programs.
public interface Tools {

  /// Runs to the end, or to one of the command's limits. Nothing that the program started is left
  /// running.
  Outcome run(Command command);
}
