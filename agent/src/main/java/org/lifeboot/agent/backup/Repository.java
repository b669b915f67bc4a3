package org.lifeboot.agent.backup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// A restic repository that is filled: made first where there is none.
final class Repository {

  private final Tools tools;
  private final Restic restic;
  private final CheckWatch watch;

  Repository(Tools tools, Restic restic, CheckWatch watch) {
    this.tools = tools;
    this.restic = restic;
    this.watch = watch;
  }

  /// Makes it where it is not there yet.
  ///
  /// @return why it cannot be used, in one sentence; empty when it can
  Optional<String> ready() {
    watch.step(restic.repository(), "opening the repository");
    Outcome config = tools.run(restic.config());
    if (!Restic.isMissing(config)) {
      return config.problem("opening the repository " + restic.repository());
    }
    watch.step(restic.repository(), "making the repository");
    return tools.run(restic.init()).problem("making the repository " + restic.repository());
  }

  /// What a backup into it came to.
  ///
  /// @param summary restic's last word; empty when there is no snapshot
  record Filled(
      Outcome outcome, Optional<Restic.Line> summary, List<String> unreadable, String said) {

    /// Whether a snapshot is there, be it incomplete.
    boolean snapshotMade() {
      return summary.isPresent() && exitCode() >= 0;
    }

    boolean complete() {
      return summary.isPresent() && exitCode() == 0 && unreadable.isEmpty();
    }

    private int exitCode() {
      return outcome instanceof Outcome.Exited(int code, _, _)
              && (code == 0 || code == Restic.INCOMPLETE)
          ? code
          : -1;
    }
  }

  /// Runs one `restic backup`.
  Filled fill(Command backup) {
    byte[] input = backup.input().getBytes(StandardCharsets.UTF_8);
    return fill(backup, stdin -> stdin.write(input));
  }

  /// Runs one `restic backup` of what it is fed.
  Filled fill(Command backup, Tools.Feed feed) {
    List<String> unreadable = new ArrayList<>();
    List<Restic.Line> summary = new ArrayList<>();
    var said = new StringBuilder();
    Outcome outcome =
        tools.run(
            backup,
            text ->
                Restic.line(text)
                    .ifPresentOrElse(
                        line -> hear(line, unreadable, summary), () -> keep(said, text)),
            feed);
    synchronized (unreadable) {
      return new Filled(outcome, summary.stream().findFirst(), unreadable, said.toString());
    }
  }

  private static void keep(StringBuilder said, String text) {
    if (said.length() < 2_000) {
      said.append(HostileText.line(text, 400)).append('\n');
    }
  }

  private void hear(Restic.Line line, List<String> unreadable, List<Restic.Line> summary) {
    if (line.is("status")) {
      watch.progress(
          line.fraction(),
          line.secondsLeft() > 0
              ? Optional.of(Duration.ofSeconds(line.secondsLeft()))
              : Optional.empty());
    }
    synchronized (unreadable) {
      if (line.is("summary")) {
        summary.add(line);
      }
      if (line.is("error") && unreadable.size() < BackupReport.MOST) {
        unreadable.add(line.unreadable());
      }
    }
  }
}
