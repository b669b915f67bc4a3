package org.lifeboot.agent.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a tool said, from `src/test/resources` (see SOURCES.md there).
public final class Recording {

  private Recording() {}

  public static Outcome exited(int code, String resource) {
    try (var stream = Recording.class.getResourceAsStream("/" + resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no recording " + resource);
      }
      return new Outcome.Exited(
          code, new String(stream.readAllBytes(), StandardCharsets.UTF_8), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
