package org.lifeboot.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.lifeboot.cli.command.CommandTree;
import org.lifeboot.cli.terminal.NoTerminal;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.terminal.Terminal;

/// Somebody at a desk who types commands: the real command line with everything around it caught.
/// Time passes only when a command lets it pass.
public final class Desk {

  /// What came of a command.
  public record Outcome(int code, String out, String err) {}

  private final Map<String, String> variables = new HashMap<>();
  private Instant now = Instant.parse("2026-11-22T18:00:00Z");
  private Terminal terminal = new NoTerminal();
  private String input = "";

  /// Nobody is logged in.
  public static Desk loggedOut(Path home) {
    Desk desk = new Desk();
    desk.variables.put("HOME", home.toString());
    return desk;
  }

  /// Logged in to this Manager by the environment.
  public static Desk at(FakeManager manager) {
    return at(manager.url());
  }

  public static Desk at(String url) {
    Desk desk = new Desk();
    return desk.with("HOME", "/nonexistent")
        .with("LIFEBOOT_URL", url)
        .with("LIFEBOOT_TOKEN", FakeManager.TOKEN);
  }

  public Desk with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  public Desk without(String variable) {
    variables.remove(variable);
    return this;
  }

  public Desk with(Terminal present) {
    terminal = present;
    return this;
  }

  public Desk typing(String text) {
    input = text;
    return this;
  }

  public Instant now() {
    return now;
  }

  public Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            Map.copyOf(variables),
            terminal,
            new DeskClock(),
            time -> now = now.plus(time),
            Duration.ofSeconds(1));
    int code = CommandTree.of(around).execute(arguments);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private final class DeskClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("one zone is enough here");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
