package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "Show the hardware checks of a session: what was found, what is still at work.",
      "",
      "With --json: everything that is known of them."
    },
    footer = {"Example:", "  lifeboot session report web-1 --json > report.json"})
final class SessionReportCommand implements Callable<Integer> {

  private static final int WIDTH = 160;

  private final Surroundings around;

  @Parameters(
      paramLabel = "SERVER|ID",
      description = "A server, for its live or newest session; or the id of a session.")
  private String serverOrId = "";

  @Mixin private JsonOption json = new JsonOption();

  SessionReportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    if (json.wanted()) {
      around.printDocument(manager.report(session).document());
      return 0;
    }
    List<Check> checks = manager.checks(session.id()).value().checks();
    if (checks.isEmpty()) {
      around.say("Nothing was checked yet; begin with: lifeboot session check " + serverOrId);
      return 0;
    }
    Table table = new Table("VERDICT", "CHECK", "TARGET", "REASON", "ID");
    checks.forEach(check -> add(table, check));
    around.print(table.lines(WIDTH));
    return 0;
  }

  private static void add(Table table, Check check) {
    table.row(
        check.verdict().orElse(check.state()),
        check.check(),
        (check.target() + " " + check.targetName()).strip(),
        check.reason().or(() -> check.progress().map(Check.Progress::step)).orElse(""),
        check.id());
  }
}
