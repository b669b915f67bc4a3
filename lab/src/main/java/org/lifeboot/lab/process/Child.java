package org.lifeboot.lab.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A long-running program that dies with this process, however this process ends: `setpriv
/// --pdeathsig` (util-linux) has the kernel kill it when the thread that started it is gone, so one
/// platform thread starts it and stays until it has ended.
///
/// Thread-safe.
public final class Child implements AutoCloseable {

  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param name for messages
  /// @param log takes both outputs, appended
  /// @param environment added to this process's own
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform()
        .name("owner of " + name)
        .daemon()
        .start(
            () -> {
              try {
                var process = builder(command, environment, log).start();
                started.complete(process);
                process.onExit().join();
              } catch (IOException e) {
                started.completeExceptionally(e);
              }
            });
    try {
      var process = started.join();
      closed(process.getOutputStream());
      return new Child(name, log, process);
    } catch (CompletionException e) {
      throw new LabException("cannot start %s: %s".formatted(name, e.getCause()), e);
    }
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path log) {
    var whole = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    whole.addAll(command);
    var builder = new ProcessBuilder(whole);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder;
  }

  private static void closed(OutputStream input) {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public boolean running() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it at once (SIGKILL), as a power cut would, and waits until it is gone.
  public void kill() {
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    process.onExit().join();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /// Asks it to end (SIGTERM), and kills it when it has not after ten seconds.
  @Override
  public void close() {
    var descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
