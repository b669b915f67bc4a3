package org.lifeboot.agent.explore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.protocol.FileKind;

/// The facts of a text that Lifeboot itself puts into an archive.
final class TextFacts {

  private static final FileFacts.Numbers NONE = new FileFacts.Numbers(0, 0);

  private TextFacts() {}

  static FileFacts of(byte[] content) {
    return new FileFacts(
        FileKind.FILE,
        0644,
        new FileFacts.Owner(0, 0),
        content.length,
        content.length,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        1,
        0,
        NONE,
        NONE);
  }
}
