package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.IncidentRules;
import org.lifeboot.manager.incident.IncidentState.Closed;
import org.lifeboot.manager.incident.IncidentState.InWork;
import org.lifeboot.manager.incident.IncidentState.Open;
import org.lifeboot.manager.incident.Part;
import org.lifeboot.manager.incident.Stage;
import org.lifeboot.protocol.CheckReport;

/// One incident, for support and for the owner.
///
/// @param path of this page; its form goes there
/// @param live where its events come from, or empty
/// @param back the page that lists it
/// @param problem what was just refused, or empty
/// @param typed what was typed then
/// @param file where the incident is as one file
public record IncidentPage(
    Shell shell,
    String path,
    String live,
    String back,
    String notice,
    String problem,
    String typed,
    IncidentRow row,
    String openedBy,
    String words,
    Now now,
    List<Act> acts,
    List<Said> thread,
    IncidentReport report,
    String file) {

  /// Where it stands.
  ///
  /// @param by who has it or closed it, or empty
  public record Now(Chip state, String by, Instant since) {
    static Now of(Incident incident) {
      String by =
          switch (incident.state()) {
            case Open _ -> "";
            case InWork(String who, _) -> "by " + who;
            case Closed(String who, _) -> "by " + who;
          };
      Chip chip = IncidentRow.chip(incident.state().stage());
      return new Now(chip, by, incident.state().since());
    }
  }

  /// A button beside "Comment".
  ///
  /// @param stage where it leads
  public record Act(String stage, String words) {

    /// What may be done now, but for what somebody has done already.
    static List<Act> of(Incident incident, String name) {
      boolean own = incident.state() instanceof InWork(String by, _) && by.equals(name);
      return IncidentRules.from(incident.state()).stream()
          .filter(stage -> !(own && stage == Stage.IN_WORK))
          .map(stage -> new Act(stage.text(), words(stage, incident)))
          .toList();
    }

    private static String words(Stage stage, Incident incident) {
      return switch (stage) {
        case OPEN -> incident.state() instanceof Closed ? "Reopen" : "Put back";
        case IN_WORK -> incident.state() instanceof InWork ? "Take over" : "Take into work";
        case CLOSED -> "Close";
      };
    }
  }

  /// One line of the thread.
  public record Said(Instant at, String by, String deed, String text) {
    static List<Said> of(List<Incident.Entry> thread) {
      return thread.stream()
          .map(
              entry ->
                  new Said(entry.at(), entry.by(), deed(entry.deed()), Visible.lines(entry.text())))
          .toList();
    }

    private static String deed(String deed) {
      return switch (deed) {
        case "open" -> "made it open again";
        case "in-work" -> "took it into work";
        case "closed" -> "closed it";
        default -> "wrote";
      };
    }
  }

  /// The form that opens an incident from a check.
  ///
  /// @param verdict empty while the check is not over
  /// @param words what was typed before
  /// @param problem why it was refused then, or empty
  public record Form(
      Shell shell,
      String action,
      String back,
      String check,
      String part,
      String server,
      Optional<Chip> verdict,
      String reason,
      String words,
      String problem) {

    static Form of(Shell shell, String action, String back, Check check) {
      Optional<CheckReport> report =
          check.state() instanceof Ended ended ? Optional.of(ended.report()) : Optional.empty();
      return new Form(
          shell,
          action,
          back,
          check.id().text(),
          Visible.text(
              String.join(
                  " ",
                  Part.kind(check.order().kind()),
                  check.order().target(),
                  check.targetName())),
          check.serverName(),
          report.map(CheckReport::verdict).map(IncidentRow::chip),
          report.map(CheckReport::reason).map(Visible::text).orElse("It is not over yet."),
          "",
          "");
    }

    Form again(String typed, String refusal) {
      return new Form(shell, action, back, check, part, server, verdict, reason, typed, refusal);
    }
  }
}
