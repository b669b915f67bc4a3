package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.web.SavedDownload;
import org.lifeboot.manager.web.page.Shell;
import org.lifeboot.manager.web.page.Tone;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CardView.FindingView;
import org.lifeboot.manager.web.page.check.RepairPage.Preview;
import org.lifeboot.manager.web.page.check.RepairPage.Row;
import org.lifeboot.manager.web.page.check.RepairPage.Section;
import org.lifeboot.manager.web.page.check.RepairPage.Warning;
import org.lifeboot.manager.web.page.check.RepairPage.Yes;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// Makes the pages that ask before something is written.
///
/// @param path of the session's pages
record RepairViews(Look look, Shell shell, String path) {

  private static final int MOST_FINDINGS = 30;

  /// The page that asks for a repair.
  RepairPage plan(Check plan, CheckReport report, RepairOffer offer, String refusal) {
    String device = Visible.text(plan.order().target());
    return new RepairPage(
        shell,
        look.session().serverName(),
        path + Tab.FILESYSTEM.path(),
        path + "/checks/" + plan.id() + "/repair",
        "Repair " + device,
        part(plan, Visible.text(offer.fileSystem())),
        warnings(plan),
        List.of(
            Section.of(
                "What will be run",
                List.of(Visible.text(offer.writes())),
                offer.commands().stream().map(Visible::text).toList()),
            changes(report),
            Section.of(
                "What is saved first, and where",
                List.of(
                    Visible.text(offer.saves()),
                    "It is kept in this Lifeboot's database, not on the server. How much it is"
                        + " shows when it is saved; without it nothing is written."),
                List.of()),
            goBack(offer)),
        Optional.of(new Preview(path + "/explore/rehearsed", plan.id().text())),
        new Yes(device, offer.fingerprint(), "Repair " + device + " now", ""),
        "",
        refusal);
  }

  private static Section changes(CheckReport report) {
    List<FindingView> shown =
        report.findings().stream()
            .limit(MOST_FINDINGS)
            .map(
                finding ->
                    new FindingView(
                        Mark.of(finding.verdict()),
                        Visible.text(finding.part()),
                        Visible.text(finding.text()),
                        ""))
            .toList();
    return new Section(
        "What the rehearsal says it would change",
        List.of(Visible.text(report.reason())),
        List.of(),
        shown,
        report.findings().size() - shown.size());
  }

  private static Section goBack(RepairOffer offer) {
    return Section.of(
        "How to go back",
        List.of(
            "With “Undo this repair …” on the file-system tab: in this session, or in a later one of"
                + " the same server. Before anything else is written to the file system: what is"
                + " written between is lost.",
            "By hand, with the downloaded file in place of the name in the command:"),
        offer.goBack().stream().map(Visible::text).toList());
  }

  /// The page that asks for an undo.
  ///
  /// @param plan that it was repaired by, where it is still known
  RepairPage undo(Check repair, SavedFile file, Optional<RepairOffer> plan, String refusal) {
    String device = Visible.text(repair.order().target());
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of(
            "What will be done",
            List.of(
                "Every block that the repair changed is written back as it was before. The file"
                    + " system is then as damaged as it was.",
                "%,d bytes were saved on %s, SHA-256 %s."
                    .formatted(
                        file.sizeBytes(),
                        file.at().toString().substring(0, 19).replace('T', ' ') + " UTC",
                        file.sha256())),
            List.of()));
    sections.add(
        Section.of(
            "The same by hand",
            List.of(
                "Download %s under the repair on the tab; it goes where the command names its file."
                    .formatted(SavedDownload.name(repair))),
            plan.map(RepairOffer::goBack).orElse(List.of()).stream().map(Visible::text).toList()));
    return new RepairPage(
        shell,
        look.session().serverName(),
        path + Tab.FILESYSTEM.path(),
        RepairActs.undo(path, repair),
        "Undo the repair of " + device,
        undone(repair, plan.map(RepairOffer::fileSystem).map(Visible::text).orElse("")),
        List.of(
            new Warning(
                Tone.BAD,
                "What was written to it since the repair is lost",
                "Copy new files away first. When it was in use since, this can damage it further;"
                    + " the rescue system refuses where it can see that.")),
        sections,
        Optional.empty(),
        new Yes(device, "", "Undo the repair of " + device + " now", ""),
        "",
        refusal);
  }

  private List<Row> undone(Check repair, String fileSystem) {
    List<Row> rows = new ArrayList<>(part(repair, fileSystem));
    String how =
        repair.state() instanceof Ended ended ? ended.report().verdict().word() : "not over";
    rows.add(
        new Row(
            "Repaired",
            "%s UTC, asked for by %s: %s"
                .formatted(
                    repair.requestedAt().toString().substring(0, 16).replace('T', ' '),
                    Visible.text(repair.requestedBy()),
                    how)));
    return rows;
  }

  private List<Row> part(Check check, String fileSystem) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Server", look.session().serverName()));
    rows.add(new Row("Device", Visible.text(check.order().target())));
    PartName name = PartName.of(look.inventory()).get(check.order().target());
    rows.add(
        new Row(
            "Which is",
            name == null ? Visible.text(check.targetName()) : name.name() + " · " + name.where()));
    if (!fileSystem.isEmpty()) {
      rows.add(new Row("File system", fileSystem));
    }
    return rows;
  }

  private List<Warning> warnings(Check plan) {
    List<Drive> drives = drives(plan.order().target());
    if (drives.isEmpty()) {
      return List.of(unknown("The drive below it is not known"));
    }
    return drives.stream().flatMap(drive -> warning(drive).stream()).toList();
  }

  private List<Drive> drives(String target) {
    return look.inventory().stream()
        .flatMap(inventory -> inventory.drives().stream())
        .filter(drive -> drive.device().equals(target) || holds(drive.contents(), target))
        .toList();
  }

  private static boolean holds(List<Volume> volumes, String target) {
    return volumes.stream()
        .anyMatch(volume -> volume.device().equals(target) || holds(volume.contents(), target));
  }

  private Optional<Warning> warning(Drive drive) {
    String name =
        Stream.of(
                drive.device(),
                drive.model(),
                drive.serial().isEmpty() ? "" : "serial number " + drive.serial())
            .filter(text -> !text.isEmpty())
            .map(Visible::text)
            .reduce((one, next) -> one + ", " + next)
            .orElse("");
    return switch (health(drive)) {
      case PASSED -> Optional.empty();
      case FAILED, WARNING, CRASHED ->
          Optional.of(
              new Warning(
                  Tone.BAD,
                  "The drive below it is in trouble: " + name,
                  "A repair reads and writes a lot, and can finish a failing drive off. Copy what"
                      + " matters to another drive first, or have the drive replaced."));
      case INCONCLUSIVE, CANCELLED ->
          Optional.of(unknown("Nobody knows how the drive below it is: " + name));
    };
  }

  private static Warning unknown(String title) {
    return new Warning(
        Tone.CARE,
        title,
        "Its own health report is missing. See that there is a copy of what matters before you"
            + " repair.");
  }

  /// The newest check of the drive, or else what the inventory tells.
  private Verdict health(Drive drive) {
    return look.checks().stream()
        .filter(check -> check.order().kind() == CheckKind.SMART)
        .filter(check -> check.order().target().equals(drive.device()))
        .flatMap(
            check ->
                check.state() instanceof Ended ended
                    ? Stream.of(ended.report().verdict())
                    : Stream.empty())
        .reduce((_, newer) -> newer)
        .orElse(drive.smart().verdict());
  }
}
