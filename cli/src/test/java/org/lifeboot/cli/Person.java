package org.lifeboot.cli;

import java.util.Optional;
import org.lifeboot.cli.terminal.Terminal;

/// A person at a terminal who gives the same answers to every question.
public record Person(int width, String answer, String secret) implements Terminal {

  public static Person reading(int width) {
    return new Person(width, "", "");
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.of(answer);
  }

  @Override
  public Optional<String> askSecretly(String question) {
    return Optional.of(secret);
  }
}
