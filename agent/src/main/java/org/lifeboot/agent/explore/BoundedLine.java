package org.lifeboot.agent.explore;

import java.io.IOException;
import java.io.Reader;

/// Lines of a program's output, of which the rest of an endless one is dropped.
final class BoundedLine {

  private static final int LONGEST = 64 << 10;

  private final Reader from;
  private final StringBuilder line = new StringBuilder();
  private boolean ended;

  BoundedLine(Reader from) {
    this.from = from;
  }

  /// Reads the next; false when there is none.
  boolean next() throws IOException {
    line.setLength(0);
    int read = from.read();
    if (read < 0) {
      ended = true;
      return false;
    }
    for (; read >= 0 && read != '\n'; read = from.read()) {
      if (line.length() < LONGEST) {
        line.append((char) read);
      }
    }
    return true;
  }

  String text() {
    return line.toString();
  }

  /// Whether the output has come to its end.
  boolean ended() {
    return ended;
  }
}
