package org.lifeboot.cli.terminal;

import java.io.Console;
import java.util.Optional;

/// The terminal that this process was started from.
public final class ConsoleTerminal implements Terminal {

  private final Console console;
  private final Stty stty;

  private ConsoleTerminal(Console console, Stty stty) {
    this.console = console;
    this.stty = stty;
  }

  /// This process' terminal, where input and output both are one.
  public static Terminal ofThisProcess() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .<Terminal>map(console -> new ConsoleTerminal(console, new Stty()))
        .orElseGet(NoTerminal::new);
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public int width() {
    return stty.columns();
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.ofNullable(console.readLine("%s", question));
  }

  @Override
  public Optional<String> askSecretly(String question) {
    return Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
  }
}
