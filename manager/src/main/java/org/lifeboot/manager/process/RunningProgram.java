package org.lifeboot.manager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A long-running program that ends with its owner: on [#close], or when the Manager itself ends in
/// whatever way. Thread-safe.
public final class RunningProgram implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final Thread reader;

  RunningProgram(Process process, Thread reader) {
    this.process = process;
    this.reader = reader;
  }

  /// Waits for the program to end and all of its output to be read.
  ///
  /// @return the exit code; 128 and the signal's number when a signal ended it, 127 when there is
  ///   no such program
  public int awaitEnd() throws InterruptedException {
    var code = process.waitFor();
    reader.join(GRACE);
    return code;
  }

  public boolean running() {
    return process.isAlive();
  }

  /// Sends it a signal.
  ///
  /// @param name as kill(1) takes it: `HUP`
  public void signal(String name) throws IOException {
    var input = process.getOutputStream();
    synchronized (process) {
      input.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
      input.flush();
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        Programs.kill(process);
      }
    } catch (IOException _) {
      Programs.kill(process);
    } catch (InterruptedException _) {
      Programs.kill(process);
      Thread.currentThread().interrupt();
    }
  }
}
