package org.lifeboot.manager.web.page.check;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.check.CheckState.Running;
import org.lifeboot.manager.check.CheckState.Waiting;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CardView.EarlierRow;
import org.lifeboot.manager.web.page.check.CardView.EvidenceRow;
import org.lifeboot.manager.web.page.check.CardView.FindingView;
import org.lifeboot.manager.web.page.check.CardView.Found;
import org.lifeboot.manager.web.page.check.CardView.Pictures;
import org.lifeboot.manager.web.page.check.CardView.Says;
import org.lifeboot.manager.web.page.check.CardView.StepRow;
import org.lifeboot.manager.web.page.check.CardView.Title;
import org.lifeboot.manager.web.page.check.CardView.Trail;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Inventory.Drive;

/// Makes the cards of a tab.
///
/// @param details how to look up what was told of a check on its way
/// @param path of the session's pages
record Cards(Look look, Function<Check, CheckDetails> details, String path, String csrf) {

  private static final int FIRST_FINDINGS = 4;
  private static final int MOST_FINDINGS = 100;
  private static final int MOST_STEPS = 120;

  /// The cards of one kind.
  List<CardView> of(CheckKind kind, boolean unfolded) {
    Map<String, PartName> names = PartName.of(look.inventory());
    List<CardView> cards = new ArrayList<>();
    for (var part : look.byTarget(kind).entrySet()) {
      Title title = title(kind, part.getKey(), part.getValue(), names);
      String id = (kind == CheckKind.REPAIR ? "repair" : "card") + cards.size();
      cards.add(
          part.getValue().isEmpty()
              ? unchecked(id, title, kind, part.getKey(), unfolded)
              : card(id, title, part.getValue(), names, unfolded));
    }
    return cards;
  }

  /// The cards of a tab: repairs stand before the check that they answer.
  List<CardView> of(Tab tab) {
    List<CardView> cards = new ArrayList<>();
    if (tab == Tab.FILESYSTEM) {
      cards.addAll(of(CheckKind.REPAIR, false));
    }
    tab.kind().ifPresent(kind -> cards.addAll(of(kind, false)));
    return cards;
  }

  private Title title(
      CheckKind kind, String target, List<Check> checks, Map<String, PartName> names) {
    String tab = Tab.of(kind).title();
    if (target.isEmpty()) {
      return new Title(whole(kind), "", tab);
    }
    String deed = checks.isEmpty() ? "" : deed(checks.getLast().order());
    PartName known = names.get(target);
    if (known != null) {
      return new Title(deed + known.name(), known.where(), tab);
    }
    String told = checks.isEmpty() ? "" : checks.getLast().targetName();
    return new Title(deed + Visible.text(target), Visible.text(told), tab);
  }

  private static String deed(CheckOrder order) {
    return switch (order) {
      case CheckOrder.Repair _ -> "Repair of ";
      case CheckOrder.Undo _ -> "Undoing the repair of ";
      case CheckOrder.Smart _,
          CheckOrder.Processors _,
          CheckOrder.Surface _,
          CheckOrder.Filesystem _,
          CheckOrder.Memory _,
          CheckOrder.Raid _ ->
          "";
    };
  }

  private static String whole(CheckKind kind) {
    return switch (kind) {
      case PROCESSORS -> "All processors";
      case MEMORY -> "The whole memory";
      case RAID -> "All software RAID arrays";
      case SMART, SURFACE, FILESYSTEM, REPAIR -> "The whole server";
    };
  }

  private CardView unchecked(
      String id, Title title, CheckKind kind, String target, boolean unfolded) {
    return new CardView(
        id,
        title,
        new Says(Mark.UNCHECKED, "Nothing is known of it yet.", "", "", ""),
        Optional.empty(),
        new Found(List.of(), List.of(), 0, List.of()),
        new Trail("", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()),
        new Pictures(disk(kind, target), Optional.empty(), List.of()),
        List.of(),
        unfolded ? List.of() : starts(id, kind, target, true),
        unfolded);
  }

  private CardView card(
      String id, Title title, List<Check> checks, Map<String, PartName> names, boolean unfolded) {
    Check check = checks.getLast();
    CheckDetails told = details.apply(check);
    return new CardView(
        id,
        title,
        says(check, told),
        new Runs(look, path, csrf).of(check),
        found(check, unfolded),
        trail(check, checks, told, unfolded),
        pictures(check, told, names),
        new RepairActs(look, path).of(check, title.name(), checks),
        unfolded ? List.of() : starts(id, check, told),
        unfolded);
  }

  private List<StartForm> starts(String id, CheckKind kind, String target, boolean first) {
    var maker = new StartForm.Maker(look, path, csrf);
    return look.inRescue() && !target.isEmpty() && StartForm.Maker.nameable(target)
        ? List.of(maker.again(id, kind.word(), target, first))
        : List.of();
  }

  /// A scan that did not come to its end can be gone on with, too.
  private List<StartForm> starts(String id, Check check, CheckDetails told) {
    if (!check.state().over() || !look.inRescue()) {
      return List.of();
    }
    CheckKind kind = check.order().kind();
    if (kind == CheckKind.REPAIR) {
      return List.of();
    }
    String target = check.order().target();
    List<StartForm> starts = new ArrayList<>(starts(id, kind, target, false));
    if (kind == CheckKind.SURFACE && StartForm.Maker.nameable(target)) {
      ScanPlace.of(check, told)
          .map(from -> new StartForm.Maker(look, path, csrf).goOn(id, target, from))
          .ifPresent(goOn -> starts.addFirst(goOn));
    }
    return starts;
  }

  private Says says(Check check, CheckDetails told) {
    return switch (check.state()) {
      case Waiting _ -> new Says(Mark.WAITING, "", "", "", "");
      case Running _ -> new Says(Mark.RUNNING, soFar(told), "", "", "");
      case Ended ended -> says(check, ended.report());
    };
  }

  /// Bad news does not wait for the end of a scan of many hours.
  private static String soFar(CheckDetails told) {
    long dead =
        told.measured().stream()
            .filter(series -> series.name().equals(LatencyMap.UNREADABLE))
            .flatMap(series -> series.points().stream())
            .filter(point -> point.y() > 0)
            .count();
    return dead == 0
        ? ""
        : "Already found: something that cannot be read, at %d of the places on the map below."
            .formatted(dead);
  }

  private Says says(Check check, CheckReport report) {
    Meaning meaning = Meaning.of(check.order(), report.verdict());
    String advice =
        report.findings().stream()
            .filter(finding -> finding.verdict() == report.verdict())
            .map(Finding::advice)
            .filter(text -> !text.isBlank())
            .findFirst()
            .map(Visible::text)
            .orElse(meaning.next());
    return new Says(
        Mark.of(report.verdict()),
        Visible.text(report.reason()),
        meaning.means(),
        advice,
        Incidents.worthOne(check) ? path + "/checks/" + check.id() + "/incident" : "");
  }

  private static Found found(Check check, boolean unfolded) {
    if (!(check.state() instanceof Ended ended)) {
      return new Found(List.of(), List.of(), 0, List.of());
    }
    List<FindingView> all =
        ended.report().findings().stream().limit(MOST_FINDINGS).map(Cards::finding).toList();
    int first = Math.min(all.size(), unfolded ? MOST_FINDINGS : FIRST_FINDINGS);
    return new Found(
        all.subList(0, first),
        all.subList(first, all.size()),
        ended.report().findings().size() - all.size(),
        FactRows.of(ended.report()));
  }

  private static FindingView finding(Finding finding) {
    return new FindingView(
        Mark.of(finding.verdict()),
        Visible.text(finding.part()),
        Visible.text(finding.text()),
        Visible.text(finding.advice()));
  }

  private Trail trail(Check check, List<Check> checks, CheckDetails told, boolean unfolded) {
    List<EarlierRow> earlier =
        unfolded
            ? List.of()
            : checks.subList(0, checks.size() - 1).reversed().stream().map(Cards::earlier).toList();
    int skipped = Math.max(0, told.steps().size() - MOST_STEPS);
    return new Trail(
        asked(check),
        Optional.of(check.requestedAt()),
        check.state() instanceof Ended ended ? Optional.of(ended.at()) : Optional.empty(),
        told.steps().stream().skip(skipped).map(Cards::step).toList(),
        told.evidence().stream().map(evidence -> evidence(check, evidence)).toList(),
        earlier);
  }

  private static String asked(Check check) {
    String by = "Asked for by " + Visible.text(check.requestedBy());
    String cancelled =
        check.cancelledBy().map(name -> ", cancelled by " + Visible.text(name)).orElse("");
    return by + cancelled + took(check);
  }

  private static String took(Check check) {
    return check.state() instanceof Ended ended && !ended.startedAt().equals(Instant.EPOCH)
        ? ", took " + Sizes.time(Duration.between(ended.startedAt(), ended.at()))
        : "";
  }

  private static StepRow step(CheckDetails.StepTaken step) {
    return new StepRow(step.at(), Visible.text(step.part()), Visible.text(step.step()));
  }

  private EvidenceRow evidence(Check check, CheckDetails.Evidence evidence) {
    String href =
        path
            + "/checks/"
            + check.id()
            + "/evidence?name="
            + URLEncoder.encode(evidence.name(), StandardCharsets.UTF_8);
    return new EvidenceRow(
        Visible.text(evidence.name()), href, "%,d characters".formatted(evidence.characters()));
  }

  private static EarlierRow earlier(Check check) {
    String reason =
        check.state() instanceof Ended ended ? Visible.text(ended.report().reason()) : "";
    return new EarlierRow(Mark.of(check), check.requestedAt(), reason);
  }

  private Pictures pictures(Check check, CheckDetails told, Map<String, PartName> names) {
    CheckKind kind = check.order().kind();
    Optional<LatencyMap> map =
        kind == CheckKind.SURFACE && !told.measured().isEmpty()
            ? Optional.of(latency(check, told, names))
            : Optional.empty();
    return new Pictures(disk(kind, check.order().target()), map, CurvesView.of(told.measured()));
  }

  private Optional<DiskMap> disk(CheckKind kind, String target) {
    return kind == CheckKind.SMART || kind == CheckKind.SURFACE
        ? look.inventory().stream()
            .flatMap(all -> all.drives().stream())
            .filter(drive -> drive.device().equals(target))
            .findFirst()
            .map((Drive drive) -> DiskMap.of(drive))
        : Optional.empty();
  }

  private static LatencyMap latency(Check check, CheckDetails told, Map<String, PartName> names) {
    PartName name = names.get(check.order().target());
    SurfaceCells cells = SurfaceCells.of(check, name == null ? 0 : name.sizeBytes());
    return LatencyMap.of(told.measured(), cells.count(), cells.cellBytes());
  }
}
