package org.lifeboot.lab.manager;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.lab.process.Tool;

/// The command `lifeboot`, as an operator starts it on a machine of their own.
///
/// @param classPath the command's classes and libraries
/// @param manager the Manager's address
/// @param token of the API
public record Cli(String classPath, URI manager, String token) {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Its exit status and what it printed.
  public Tool.Outcome run(List<String> words) {
    var command = new ArrayList<>(start());
    command.addAll(words);
    return Tool.run(LIMIT, environment(), command);
  }

  /// The words that start it.
  public List<String> start() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath,
        "org.lifeboot.cli.Main");
  }

  /// What it needs to know of the Manager.
  public Map<String, String> environment() {
    return Map.of("LIFEBOOT_URL", manager.toString(), "LIFEBOOT_TOKEN", token, "NO_COLOR", "1");
  }
}
