package org.lifeboot.agent.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a program writes to one of its streams, read on a thread of its own up to a limit. The
/// thread ends with the stream; it is a platform thread because a pipe's read holds its carrier.
final class Stream {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final InputStream source;
  private final int limitBytes;
  private final Runnable onOverflow;
  private final Thread reader;
  private volatile boolean overflowed;

  private final Lines.Pending line;

  private Stream(InputStream source, int limitBytes, Runnable onOverflow, Lines lines) {
    this.line = lines.new Pending();
    this.source = source;
    this.limitBytes = limitBytes;
    this.onOverflow = onOverflow;
    this.reader = Thread.ofPlatform().daemon().name("output of a tool").unstarted(this::read);
  }

  /// Begins to read.
  ///
  /// @param onOverflow run once, when more comes than is kept
  static Stream reading(InputStream source, int limitBytes, Runnable onOverflow, Lines lines) {
    var stream = new Stream(source, limitBytes, onOverflow, lines);
    stream.reader.start();
    return stream;
  }

  private void read() {
    var chunk = new byte[8192];
    try {
      for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
        line.add(chunk, count);
        if (!overflowed && !keep(chunk, count)) {
          onOverflow.run();
        }
      }
      line.end();
    } catch (IOException _) {
      // the program was killed: what was read so far stands
    }
  }

  private synchronized boolean keep(byte[] chunk, int count) {
    if (bytes.size() + count > limitBytes) {
      overflowed = true;
      bytes.write(chunk, 0, limitBytes - bytes.size());
      return false;
    }
    bytes.write(chunk, 0, count);
    return true;
  }

  boolean overflowed() {
    return overflowed;
  }

  void awaitEnd(Duration limit) throws InterruptedException {
    boolean _ = reader.join(limit);
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
