package org.lifeboot.cli.terminal;

import java.util.Optional;

/// What a person sits at, or the lack of it.
public interface Terminal {

  /// Whether a person reads the output and can answer questions.
  boolean present();

  /// Characters in a line; no limit where there is no terminal.
  int width();

  /// Asks for a line; empty when nobody is there to answer.
  Optional<String> ask(String question);

  /// Asks for a line that is not shown while it is typed; empty when nobody is there to answer.
  Optional<String> askSecretly(String question);
}
