package org.lifeboot.cli.terminal;

import java.util.Optional;

/// A pipe, a file or a script: nobody to ask.
public record NoTerminal() implements Terminal {

  @Override
  public boolean present() {
    return false;
  }

  @Override
  public int width() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.empty();
  }

  @Override
  public Optional<String> askSecretly(String question) {
    return Optional.empty();
  }
}
