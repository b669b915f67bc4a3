package org.lifeboot.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.CheckRequest;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.Exit;
import org.lifeboot.cli.follow.CheckProgress;
import org.lifeboot.cli.follow.CheckProgress.Look;
import org.lifeboot.cli.follow.CheckWait;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Check the hardware of a server in rescue, and wait for the verdicts.",
      "",
      "Without CHECK: everything that can be checked. CHECK is one of smart:DEVICE[:short|:long],"
          + " processors[:MINUTES], surface:DEVICE, filesystem:DEVICE, memory[:quick|:thorough], raid."
          + " Nothing is written on the server's disks."
    },
    footer = {
      "Examples:",
      "  lifeboot session check web-1",
      "  lifeboot session check web-1 memory surface:/dev/sda filesystem:/dev/sda1"
    })
final class SessionCheckCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Parameters(index = "1..*", paramLabel = "CHECK", arity = "0..*", description = "What to check.")
  private List<String> checks = List.of();

  @Option(names = "--no-wait", description = "Start the checks and do not wait for them.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = WaitOptions.TimeConverter.class,
      description = "Wait no longer than this: 90s, 30m, 2h (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofHours(24);

  @Mixin private JsonOption json = new JsonOption();

  SessionCheckCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    CheckRequest request =
        checks.isEmpty()
            ? CheckRequest.everything()
            : CheckRequest.of(checks.stream().map(CheckWords::order).toList());
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    Answer<Check.Listing> started = manager.startChecks(session, request);
    return noWait ? tellStarted(started) : follow(manager, session, started.value());
  }

  private int tellStarted(Answer<Check.Listing> started) {
    if (json.wanted()) {
      around.printDocument(started.document());
      return 0;
    }
    started.value().checks().forEach(check -> around.print(Harmless.line(check.name())));
    around.say("Follow them with: lifeboot session report " + Harmless.line(serverOrId));
    return 0;
  }

  private int follow(Manager manager, Session session, Check.Listing started) {
    Set<String> ids = started.checks().stream().map(Check::id).collect(Collectors.toSet());
    var progress = new CheckProgress(around.out(), around.paint(), look());
    Answer<Check.Listing> all =
        new CheckWait(manager, around, progress).untilOver(session.id(), ids, limit);
    if (json.wanted()) {
      around.printDocument(manager.report(session).document());
    }
    boolean sound =
        all.value().checks().stream()
            .filter(check -> ids.contains(check.id()))
            .allMatch(check -> check.verdict().orElse("").equals("passed"));
    return sound ? Exit.OK.code() : Exit.NOT_PASSED.code();
  }

  private Look look() {
    if (json.wanted()) {
      return Look.NOTHING;
    }
    return around.terminal().present() ? Look.LIVE : Look.LINES;
  }
}
