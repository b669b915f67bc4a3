package org.lifeboot.agent.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.lifeboot.agent.backup.BackupReport;
import org.lifeboot.agent.backup.RepositoryAccess;
import org.lifeboot.agent.check.CheckWatch;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// What making and verifying a backup have in common.
final class BackupOptions {

  private static final Duration LETTING_GO = Duration.ofSeconds(20);

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The repository's password: the first line of FILE. Without it: asked for.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  /// The way into a repository.
  ///
  /// @throws IllegalArgumentException without a password, with a sentence for the person
  RepositoryAccess access(String repository, CommandLine line) {
    String password = passwordFile.map(BackupOptions::firstLine).orElseGet(() -> asked(line));
    return new RepositoryAccess(repository, password, System.getenv());
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new IllegalArgumentException("Reading the password from " + file + ": " + e, e);
    }
  }

  @SuppressWarnings("SystemConsoleNull")
  private static String asked(CommandLine line) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new IllegalArgumentException(
          "There is no terminal to ask for the repository's password: name --password-file FILE.");
    }
    line.getErr().println("The repository is encrypted. Without its password nobody can read it.");
    line.getErr().flush();
    char[] answer = console.readPassword("Password of the repository: ");
    return answer == null ? "" : new String(answer);
  }

  /// Does it, showing the progress, and prints what it came to.
  ///
  /// @return the exit code
  int print(CommandLine line, Function<CheckWatch, BackupReport> work) {
    boolean live = !json && Terminal.ofThisProcess().there();
    var watch = new TerminalWatch(line.getErr(), live);
    BackupReport report = UntilCtrlC.run(LETTING_GO, () -> work.apply(watch));
    watch.end();
    line.getOut().println(json ? report.toJson() : BackupPage.of(report));
    line.getOut().flush();
    return switch (report.state()) {
      case COMPLETE -> 0;
      case WITH_LOSSES -> 1;
      case NOT_DONE -> CheckCommand.NOTHING_KNOWN;
    };
  }
}
