package org.lifeboot.agent.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts what a program writes into lines, at line feeds and carriage returns. A line that does not
/// end is cut at a limit. Each stream has a [Pending] of its own; the listener hears one line at a
/// time.
final class Lines {

  private static final int LONGEST_BYTES = 16 << 10;

  private final Consumer<String> listener;

  Lines(Consumer<String> listener) {
    this.listener = listener;
  }

  /// The line that one stream has begun.
  final class Pending {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    void add(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r' || line.size() >= LONGEST_BYTES) {
          end();
        }
        if (bytes[i] != '\n' && bytes[i] != '\r') {
          line.write(bytes[i]);
        }
      }
    }

    void end() {
      if (line.size() > 0) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        synchronized (Lines.this) {
          listener.accept(text);
        }
      }
    }
  }
}
