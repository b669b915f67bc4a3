package org.lifeboot.agent.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.Turn;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// A check that takes the whole machine. The Agent queues its own; this keeps those of the shell
/// and those of the Agent apart.
///
/// @param who what the others read: `a memory check`
/// @param file the lock's
record InTurn(CheckOrder order, String who, Check check, Path file) implements Check {

  InTurn(CheckOrder order, String who, Check check) {
    this(order, who, check, usualFile());
  }

  /// In the rescue system where the Agent has its files; elsewhere where each user may have some.
  private static Path usualFile() {
    Path rescue = Path.of("/run/lifeboot");
    return Files.isWritable(rescue)
        ? rescue.resolve("turn")
        : Path.of(
            System.getProperty("java.io.tmpdir"),
            "lifeboot-turn-" + System.getProperty("user.name"));
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    return switch (Turn.ask(file, who, Instant.now())) {
      case Turn.Answer.Taken(String other) ->
          CheckReport.of(
              order,
              Verdict.INCONCLUSIVE,
              "It was not started: "
                  + other
                  + " is at work, and the two would disturb each other. Try again when that has"
                  + " ended.");
      case Turn.Answer.Yours(Turn turn) -> {
        try (turn) {
          yield check.run(watch);
        }
      }
    };
  }
}
