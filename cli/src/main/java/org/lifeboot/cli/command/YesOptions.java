package org.lifeboot.cli.command;

import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Option;

/// A yes to a write on a server's disk: typed, or given beforehand.
final class YesOptions {

  @Option(names = "--yes", description = "Do not ask. A script says this.")
  private boolean yes;

  /// Asks for the device's name, unless the yes was given.
  ///
  /// @param deed what is to be done, for the question: `Repair`
  /// @throws WrongUse when nobody is there to ask, or something else was typed
  void ask(Surroundings around, String deed, String device) {
    if (yes) {
      return;
    }
    String shown = Harmless.line(device);
    String typed =
        around
            .terminal()
            .ask(deed + " " + shown + "? Type the device's name to say yes: ")
            .orElseThrow(() -> new WrongUse("nobody to ask here; read the plan and use --yes"));
    if (!typed.strip().equals(shown)) {
      throw new WrongUse("nothing was ordered: " + shown + " was not typed");
    }
  }
}
