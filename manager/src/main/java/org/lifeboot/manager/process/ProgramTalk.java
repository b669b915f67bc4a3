package org.lifeboot.manager.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A program that is talked to: bytes go to its standard input and come from its standard output.
/// It is one that ends when its standard input does, so that it ends with the Manager in whatever
/// way that ends. One thread reads, one writes, any closes.
public final class ProgramTalk implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Tail errors;
  private final Thread listener;

  ProgramTalk(Process process, int errorBytes) {
    this.process = process;
    this.errors = new Tail(errorBytes);
    this.listener = Thread.ofVirtual().name("standard error").start(this::listen);
  }

  private void listen() {
    byte[] buffer = new byte[1024];
    try (InputStream stream = process.getErrorStream()) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        synchronized (errors) {
          errors.add(java.util.Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException _) {
      // The program is gone: what was read is all there is.
    }
  }

  public InputStream in() {
    return process.getInputStream();
  }

  public OutputStream out() {
    return process.getOutputStream();
  }

  /// The end of what it said on its standard error, after it has ended.
  public String errors() throws InterruptedException {
    process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    listener.join(GRACE);
    synchronized (errors) {
      return errors.text();
    }
  }

  /// Ends it. Its input is closed on a thread of its own: a writer that the program holds up would
  /// hold up the closing as well.
  ///
  /// @return true when it ended by itself, false when it had to be killed
  public boolean end() {
    var _ = Thread.ofVirtual().name("end of input").start(this::closeInput);
    try {
      return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      Programs.kill(process);
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has ended already.
    }
  }

  @Override
  public void close() {
    end();
  }
}
