package org.lifeboot.manager.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Starts programs. Arguments are a list and are never seen by a shell.
public final class Programs {

  private static final int LOOK_EVERY_MILLISECONDS = 10;
  private static final int DYING_SECONDS = 2;
  private static final int MOST_ERROR_BYTES = 4000;

  /// Keeps a long-running program from outliving the Manager, even one that is killed with SIGKILL:
  /// standard input is then closed by the kernel, and this stops the program. (PR_SET_PDEATHSIG
  /// does not do: dnsmasq changes its user, which clears it.) A line on standard input is the name
  /// of a signal for the program.
  private static final String TIE =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      child=$!
      { while read -r signal; do kill -s "$signal" "$child"; done; kill "$child"; } <&3 3<&- 2>/dev/null &
      wait "$child"
      """;

  private Programs() {}

  /// Runs a program to its end, or to its limit. Nothing that it started in its process tree is
  /// left running.
  ///
  /// @param command the program and its arguments
  public static Outcome run(List<String> command, Limits limits) throws InterruptedException {
    return run(command, Map.of(), limits);
  }

  /// Like [#run], with more in its environment: what must not stand in its arguments, which every
  /// user of the machine may read.
  public static Outcome run(List<String> command, Map<String, String> environment, Limits limits)
      throws InterruptedException {
    Process process;
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File("/dev/null")));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      return new Outcome.NotStarted(String.valueOf(e.getMessage()));
    }
    try {
      return watch(process, limits);
    } finally {
      kill(process);
    }
  }

  /// Starts a program that is talked to.
  ///
  /// @param environment what must not stand in its arguments
  public static ProgramTalk talk(List<String> command, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new ProgramTalk(builder.start(), MOST_ERROR_BYTES);
  }

  /// Starts a program that runs until it is closed or the Manager ends.
  ///
  /// @param line is given each line of its output, on a thread of its own
  public static RunningProgram start(List<String> command, Consumer<String> line)
      throws IOException {
    var tied = new ArrayList<>(List.of("/bin/sh", "-c", TIE, "sh"));
    tied.addAll(command);
    var process = new ProcessBuilder(tied).redirectErrorStream(true).start();
    var reader = Thread.ofVirtual().start(() -> readLines(process, line));
    return new RunningProgram(process, reader);
  }

  /// Reads only what is there already: a grandchild that left the process tree may hold the pipe
  /// open for ever, and must not hold the caller as well.
  private static Outcome watch(Process process, Limits limits) throws InterruptedException {
    var output = new Tail(limits.outputBytes());
    var deadline = System.nanoTime() + limits.time().toNanos();
    var stream = process.getInputStream();
    while (!process.waitFor(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      drain(stream, output);
      if (System.nanoTime() - deadline > 0) {
        return new Outcome.TimedOut(limits.time(), output.text());
      }
    }
    drain(stream, output);
    return new Outcome.Exited(process.exitValue(), output.text());
  }

  private static void drain(InputStream stream, Tail output) {
    try {
      while (stream.available() > 0) {
        output.add(stream.readNBytes(Math.min(stream.available(), 8192)));
      }
    } catch (IOException _) {
      // The pipe is gone with the program: what was read is all there is.
    }
  }

  private static void readLines(Process process, Consumer<String> line) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var text = lines.readLine(); text != null; text = lines.readLine()) {
        line.accept(text);
      }
    } catch (IOException _) {
      // Closed by us: the end.
    }
  }

  /// Descendants first: once their parent is gone they cannot be found any more. The kernel takes
  /// them down in its own time, which is waited for.
  static void kill(Process process) {
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(Programs::awaitDeath);
  }

  private static void awaitDeath(ProcessHandle handle) {
    var _ = handle.onExit().completeOnTimeout(handle, DYING_SECONDS, TimeUnit.SECONDS).join();
  }
}
