package org.lifeboot.agent.shell;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The person at the terminal, if there is one.
///
/// @param answers asks a question and returns the answer; empty where nobody is
/// @param secrets the same, and what is typed is not shown
record Terminal(
    Optional<Function<String, String>> answers, Optional<Function<String, String>> secrets) {

  /// Somebody who is asked for no secret.
  Terminal(Optional<Function<String, String>> answers) {
    this(answers, Optional.empty());
  }

  /// Without the module jdk.internal.le, which the Agent's run-time leaves out, there is no console
  /// where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static Terminal ofThisProcess() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new Terminal(Optional.empty());
    }
    return new Terminal(
        Optional.of(
            question -> {
              String line = console.readLine("%s", question);
              return line == null ? "" : line;
            }),
        Optional.of(
            question -> {
              char[] word = console.readPassword("%s", question);
              return word == null ? "" : new String(word);
            }));
  }

  /// Empty when nobody is there, or nothing was typed.
  Optional<String> secret(String question) {
    return secrets.map(asking -> asking.apply(question)).filter(word -> !word.isEmpty());
  }

  boolean there() {
    return answers.isPresent();
  }

  /// Only the whole word is a yes.
  boolean saysYes(String question) {
    String answer = answers.map(asking -> asking.apply(question)).orElse("");
    return answer.strip().toLowerCase(Locale.ROOT).equals("yes");
  }
}
