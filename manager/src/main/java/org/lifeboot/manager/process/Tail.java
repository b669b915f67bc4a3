package org.lifeboot.manager.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last bytes of a program's output. For one thread.
final class Tail {
  private final int limit;
  private byte[] kept = {};

  Tail(int limit) {
    this.limit = limit;
  }

  void add(byte[] more) {
    var joined = Arrays.copyOf(kept, kept.length + more.length);
    System.arraycopy(more, 0, joined, kept.length, more.length);
    kept =
        joined.length <= limit
            ? joined
            : Arrays.copyOfRange(joined, joined.length - limit, joined.length);
  }

  String text() {
    return new String(kept, StandardCharsets.UTF_8).strip();
  }
}
