package org.lifeboot.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.cli.text.Moments;
import org.lifeboot.cli.text.Paint;

/// Everything outside of the program that a command may touch, but the network.
///
/// @param out for what was asked for; one JSON document with `--json`
/// @param err for everything that is said to a person besides
/// @param variables environment variables
/// @param pollInterval the time between two looks at a session that is waited for
public record Surroundings(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> variables,
    Terminal terminal,
    Clock clock,
    Pause pause,
    Duration pollInterval) {

  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.out,
        System.err,
        System.in,
        System.getenv(),
        ConsoleTerminal.ofThisProcess(),
        Clock.system(ZoneId.systemDefault()),
        Pause.real(),
        Duration.ofSeconds(1));
  }

  /// An environment variable that is set and not empty.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  public Paint paint() {
    return new Paint(terminal.present() && variable("NO_COLOR").isEmpty());
  }

  public Moments moments() {
    return new Moments(clock.getZone());
  }

  public void print(String line) {
    out.println(line);
  }

  public void print(List<String> lines) {
    lines.forEach(out::println);
  }

  /// Prints a JSON document as it came; `{}` where the answer had no body.
  public void printDocument(String document) {
    out.println(document.isBlank() ? "{}" : document.strip());
  }

  /// Tells a person something that is not what was asked for.
  public void say(String line) {
    err.println(line);
  }
}
