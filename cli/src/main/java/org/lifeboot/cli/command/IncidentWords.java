package org.lifeboot.cli.command;

import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Incident;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Fields;
import org.lifeboot.cli.text.Harmless;

/// An incident on a terminal.
final class IncidentWords {

  private IncidentWords() {}

  /// All of it, as a document or in words.
  static int print(Surroundings around, Answer<Incident> answer, boolean json) {
    if (json) {
      around.printDocument(answer.document());
      return 0;
    }
    Incident incident = answer.value();
    around.print(
        new Fields()
            .add("Incident", String.valueOf(incident.number()))
            .add("State", (incident.state() + " " + incident.stateBy().orElse("")).strip())
            .add("Server", incident.serverName())
            .add("Part", incident.part())
            .add("Which is", incident.partName())
            .add("Check", incident.check() + ": " + incident.verdict())
            .add("Reason", incident.reason())
            .add("Opened", incident.openedAt().map(around.moments()::words))
            .add("By", incident.openedBy())
            .add("Words", incident.words().lines().toList())
            .lines());
    incident.thread().forEach(entry -> print(around, entry));
    return 0;
  }

  private static void print(Surroundings around, Incident.Entry entry) {
    String when = entry.at().map(around.moments()::words).orElse("");
    around.print("");
    around.print(when + "  " + Harmless.line(entry.by() + " (" + entry.deed() + ")"));
    if (!entry.text().isBlank()) {
      around.print(Harmless.lines(entry.text()).indent(4).stripTrailing());
    }
  }
}
