package org.lifeboot.agent.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A program whose output is taken as it comes and kept nowhere. It runs for as long as somebody
/// reads; closing it ends it.
public final class ProgramOutput implements AutoCloseable {

  private static final int LAST_WORDS_SECONDS = 10;

  private final String name;
  private final Process process;

  private ProgramOutput(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param command the program (looked up in [ProcessTools#PATH]) and its arguments
  /// @throws IOException there is no such program
  public static ProgramOutput of(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PATH", ProcessTools.PATH);
    builder.environment().put("HOME", "/root");
    Process process = builder.start();
    process.getOutputStream().close();
    KillableFirst.make(process);
    return new ProgramOutput(command.getFirst(), process);
  }

  /// Copies all that it writes.
  ///
  /// @throws IOException it failed: what was copied is not whole
  public void copyTo(OutputStream out) throws IOException, InterruptedException {
    var broken = new AtomicReference<@Nullable IOException>();
    Thread copying =
        Thread.ofPlatform().daemon().name("output of " + name).start(() -> copy(out, broken));
    try {
      copying.join();
    } catch (InterruptedException e) {
      close(); // a read of a pipe hears no interrupt
      throw e;
    }
    IOException problem = broken.get();
    if (problem != null) {
      throw problem;
    }
    if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(name + " did not end after its output");
    }
    if (process.exitValue() != 0) {
      throw new IOException(name + " ended with exit code " + process.exitValue());
    }
  }

  private void copy(OutputStream out, AtomicReference<@Nullable IOException> broken) {
    try {
      process.getInputStream().transferTo(out);
    } catch (IOException e) {
      broken.set(e);
    }
  }

  public boolean runs() {
    return process.isAlive();
  }

  /// Ends it and what it started. Children first: they hold the pipes.
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
