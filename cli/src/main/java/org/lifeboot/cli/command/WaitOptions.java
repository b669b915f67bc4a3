package org.lifeboot.cli.command;

import java.time.Duration;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.follow.Goal;
import org.lifeboot.cli.follow.LineProgress;
import org.lifeboot.cli.follow.LiveProgress;
import org.lifeboot.cli.follow.Progress;
import org.lifeboot.cli.follow.QuietProgress;
import org.lifeboot.cli.follow.SessionWait;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How long to wait, and the wait itself.
final class WaitOptions {

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = TimeConverter.class,
      description = "Wait no longer than this: 90s, 30m, 2h (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofMinutes(30);

  Duration limit() {
    return limit;
  }

  Answer<Session> until(
      Goal goal, Answer<Session> first, Manager manager, Surroundings around, JsonOption json) {
    Progress progress = progress(around, json);
    return new SessionWait(manager, around.clock(), around.pause(), around.pollInterval(), progress)
        .until(goal, first, limit);
  }

  private static Progress progress(Surroundings around, JsonOption json) {
    if (json.wanted()) {
      return new QuietProgress();
    }
    return around.terminal().present()
        ? new LiveProgress(around.out(), around.paint())
        : new LineProgress(around.out());
  }

  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[0-9]{1,6}[smh]")) {
        throw new TypeConversionException(
            "\"" + text + "\" is no time; give seconds, minutes or hours: 90s, 30m, 2h");
      }
      return Duration.parse("PT" + text);
    }
  }
}
