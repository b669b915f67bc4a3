package org.lifeboot.cli;

import org.lifeboot.cli.command.CommandTree;
import org.lifeboot.cli.terminal.Surroundings;

/// Starts the command line.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Surroundings around = Surroundings.ofThisProcess();
    int code = CommandTree.of(around).execute(args);
    around.out().flush();
    System.exit(code);
  }
}
