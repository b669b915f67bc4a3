package org.lifeboot.agent.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The real programs of the rescue system. Thread-safe.
///
/// Every program runs in the same small environment: C locale, a fixed path, nothing inherited; and
/// what its command adds.
public final class ProcessTools implements Tools {

  public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final List<String> FOLDERS = List.of(PATH.split(":", -1));

  /// How long the rest of the output is waited for after the program ended: a child that it left
  /// behind may hold the pipe open.
  private static final Duration REST = Duration.ofSeconds(2);

  @Override
  public Outcome run(Command command) {
    return run(command, _ -> {});
  }

  @Override
  public Outcome run(Command command, Consumer<String> onLine) {
    byte[] input = command.input().getBytes(StandardCharsets.UTF_8);
    return run(command, onLine, stdin -> stdin.write(input));
  }

  @Override
  public Outcome run(Command command, Consumer<String> onLine, Feed feed) {
    Optional<Path> program = find(command.program());
    if (program.isEmpty()) {
      return new Outcome.NotFound(command.program());
    }
    try {
      return follow(command, start(program.get(), command), onLine, feed);
    } catch (IOException e) {
      return new Outcome.NotStarted(String.valueOf(e.getMessage()));
    }
  }

  /// Where a program is, in [#PATH] or at its own path; empty when there is none.
  public static Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    for (String folder : FOLDERS) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Process start(Path program, Command command) throws IOException {
    var words = new ArrayList<>(command.arguments());
    words.set(0, program.toString());
    ProcessBuilder builder = inSmallEnvironment(words);
    builder.environment().putAll(command.environment());
    Process process = builder.start();
    KillableFirst.make(process);
    return process;
  }

  private static ProcessBuilder inSmallEnvironment(List<String> words) {
    var builder = new ProcessBuilder(words);
    builder.directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("PATH", PATH);
    builder.environment().put("HOME", "/root");
    return builder;
  }

  /// A program that is not started yet.
  ///
  /// @param words the program's name, and its arguments
  /// @throws IOException when there is no such program
  static ProcessBuilder builder(List<String> words) throws IOException {
    Path program =
        find(words.getFirst())
            .orElseThrow(() -> new IOException("there is no program " + words.getFirst()));
    var all = new ArrayList<>(words);
    all.set(0, program.toString());
    return inSmallEnvironment(all);
  }

  private static Outcome follow(
      Command command, Process process, Consumer<String> onLine, Feed feed) {
    Thread feeding = feeding(command, process, feed);
    try {
      int limit = command.outputLimitBytes();
      Runnable onMore =
          switch (command.onMore()) {
            case KILL -> () -> kill(process);
            case DROP -> () -> {};
          };
      var lines = new Lines(onLine);
      var stdout = Stream.reading(process.getInputStream(), limit, onMore, lines);
      var stderr = Stream.reading(process.getErrorStream(), limit, onMore, lines);
      feeding.start();
      boolean ended = process.waitFor(command.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
      if (tooMuch(command, stdout, stderr)) {
        return new Outcome.TooMuchOutput(limit);
      }
      if (!ended) {
        return new Outcome.TimedOut(command.timeLimit());
      }
      stdout.awaitEnd(REST);
      stderr.awaitEnd(REST);
      if (tooMuch(command, stdout, stderr)) {
        return new Outcome.TooMuchOutput(limit);
      }
      return new Outcome.Exited(process.exitValue(), stdout.text(), stderr.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Stopped();
    } finally {
      kill(process);
      feeding.interrupt();
    }
  }

  private static boolean tooMuch(Command command, Stream stdout, Stream stderr) {
    return command.onMore() == Command.More.KILL && (stdout.overflowed() || stderr.overflowed());
  }

  /// On a thread of its own: a program that reads nothing must not hold up its time limit.
  private static Thread feeding(Command command, Process process, Feed feed) {
    return Thread.ofPlatform()
        .daemon()
        .name("input of " + command.program())
        .unstarted(() -> feed(process, feed));
  }

  /// A program that ends without reading it all says why by its exit code; one that cannot be given
  /// all of it must not take it for the whole.
  private static void feed(Process process, Feed feed) {
    OutputStream stdin = process.getOutputStream();
    try {
      feed.writeTo(stdin);
      stdin.close();
    } catch (IOException | InterruptedException | RuntimeException _) {
      if (process.isAlive()) {
        settle(process);
      }
    }
  }

  /// It may be ending by itself just now: its own exit code says more than that of a kill.
  private static void settle(Process process) {
    try {
      if (!process.waitFor(REST.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
      }
    } catch (InterruptedException _) {
      kill(process);
    }
  }

  /// Children first: they hold the pipes.
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
