package org.lifeboot.agent.check.filesystem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Where a repair is rehearsed: a copy or a snapshot, which may be written, and the tools that work
/// on it. All that they say becomes evidence.
public final class Stage {

  private static final int PIECE_CHARACTERS = 32 << 10;

  private final Tools tools;
  private final CheckWatch watch;
  private final Path path;
  private final Optional<Path> undo;

  public Stage(Tools tools, CheckWatch watch, Path path) {
    this(tools, watch, path, Optional.empty());
  }

  Stage(Tools tools, CheckWatch watch, Path path, Optional<Path> undo) {
    this.tools = tools;
    this.watch = watch;
    this.path = path;
    this.undo = undo;
  }

  /// Where a tool that can do so saves what it overwrites.
  Optional<Path> undo() {
    return undo;
  }

  /// The copy or snapshot.
  Path path() {
    return path;
  }

  boolean isFile() {
    return Files.isRegularFile(path);
  }

  CheckWatch watch() {
    return watch;
  }

  public Outcome run(String step, Command command) throws InterruptedException {
    return run(step, command, _ -> false);
  }

  /// Runs a tool, after saying so. However much it writes, it comes to its end.
  ///
  /// @param step what it does, in words
  /// @param progress takes a line that tells the progress: such a line is no evidence
  Outcome run(String step, Command command, Predicate<String> progress)
      throws InterruptedException {
    watch.step("", step);
    var said = new Said(command);
    Outcome outcome =
        tools.run(
            command.mayWriteMore(),
            line -> {
              if (!progress.test(line)) {
                said.line(line);
              }
            });
    said.end(outcome);
    if (outcome instanceof Outcome.Stopped) {
      boolean _ = Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException(command.program());
    }
    return outcome;
  }

  /// What a tool says, handed on in pieces.
  private final class Said {
    private final String tool;
    private final StringBuilder piece = new StringBuilder();

    Said(Command command) {
      Path name = Path.of(command.program()).getFileName();
      this.tool = name == null ? "tool" : name.toString();
      piece.append("$ ").append(command).append('\n');
    }

    synchronized void line(String line) {
      piece.append(line).append('\n');
      if (piece.length() > PIECE_CHARACTERS) {
        handOn();
      }
    }

    synchronized void end(Outcome outcome) {
      String end = outcome instanceof Outcome.Exited exited ? code(exited) : outcome.inWords();
      piece.append('[').append(end).append("]\n");
      handOn();
    }

    private static String code(Outcome.Exited exited) {
      return "exit code " + exited.code();
    }

    private void handOn() {
      watch.evidence(tool, piece.toString());
      piece.setLength(0);
    }
  }
}
