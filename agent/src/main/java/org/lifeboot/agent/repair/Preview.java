package org.lifeboot.agent.repair;

import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.check.filesystem.Stand;
import org.lifeboot.agent.check.filesystem.Stands;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;

/// What a planned repair would leave: it is rehearsed once more, on a snapshot that stays until it
/// is given back. The device is not touched. Thread-safe.
public final class Preview {

  private final Tools tools;
  private final Stands stands;

  public Preview(Tools tools, Claims claims) {
    this(tools, new Stands(tools, claims));
  }

  Preview(Tools tools, Stands stands) {
    this.tools = tools;
    this.stands = stands;
  }

  /// What came of it.
  public sealed interface Answer {
    record Ready(Left left) implements Answer {}

    /// Somebody has the device, or the rehearsal came out otherwise.
    ///
    /// @param reason one sentence
    record Not(String reason) implements Answer {}
  }

  /// The repaired file system, in RAM.
  public static final class Left implements AutoCloseable {
    private final Stand stand;

    private Left(Stand stand) {
      this.stand = stand;
    }

    public Path path() {
      return stand.path();
    }

    /// What makes everything seen on it worthless.
    public Optional<String> trouble() {
      return stand.trouble().get();
    }

    @Override
    public void close() {
      stand.close();
    }
  }

  /// Rehearses; takes as long as the check took.
  ///
  /// @param fingerprint of the plan that was shown
  public Answer of(String device, String fingerprint) throws InterruptedException {
    var watch = new Unwatched();
    return switch (stands.of(device, watch)) {
      case Stand.Answer.NotReady(String reason) -> new Answer.Not(reason);
      case Stand.Answer.Ready(Stand stand) -> {
        boolean kept = false;
        try {
          Optional<String> otherwise = rehearsed(device, fingerprint, stand, watch);
          kept = otherwise.isEmpty();
          yield kept ? new Answer.Ready(new Left(stand)) : new Answer.Not(otherwise.get());
        } finally {
          if (!kept) {
            stand.close();
          }
        }
      }
    };
  }

  private Optional<String> rehearsed(
      String device, String fingerprint, Stand stand, Unwatched watch) throws InterruptedException {
    CheckReport report =
        new FilesystemCheck(new CheckOrder.Filesystem(device), tools, stands)
            .on(stand, watch, Optional.empty());
    return Confirmed.otherwise(report, fingerprint);
  }
}
