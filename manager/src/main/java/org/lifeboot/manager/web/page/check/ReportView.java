package org.lifeboot.manager.web.page.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.Verdict;

/// The report of a session, as people read and print it.
///
/// @param overall of all checks together; one that is not over keeps it from being "passed"
/// @param overview one line for each part
/// @param history of this server, newest first, other sessions too
/// @param others sessions of this server that this one can be compared with
public record ReportView(
    Mark overall,
    String counted,
    List<Line> overview,
    CardView.Deck deck,
    List<HistoryLine> history,
    List<OtherSession> others) {
  public ReportView {
    overview = List.copyOf(overview);
    history = List.copyOf(history);
    others = List.copyOf(others);
  }

  private static final int MOST_HISTORY = 100;

  /// One part in the overview.
  public record Line(String kind, String part, Mark mark, String reason, String id) {}

  /// One check of the past.
  public record HistoryLine(
      Instant at, String kind, String part, Mark mark, String reason, boolean here) {}

  /// Another session.
  public record OtherSession(String id, Instant at, int checks) {}

  static ReportView of(Look look, Cards cards, List<Check> ofServer) {
    List<CardView> all = new ArrayList<>();
    for (CheckKind kind : CheckKind.values()) {
      cards.of(kind, true).forEach(card -> all.add(numbered(card, all.size())));
    }
    List<CardView> checked =
        all.stream().filter(card -> card.says().mark() != Mark.UNCHECKED).toList();
    return new ReportView(
        overall(look),
        "%d of %d parts checked".formatted(checked.size(), all.size()),
        all.stream().map(ReportView::line).toList(),
        new CardView.Deck(checked),
        ofServer.stream()
            .limit(MOST_HISTORY)
            .map(check -> history(check, look.session().id()))
            .toList(),
        others(ofServer, look.session().id()));
  }

  private static CardView numbered(CardView card, int number) {
    return new CardView(
        "report" + number,
        card.title(),
        card.says(),
        card.run(),
        card.found(),
        card.trail(),
        card.pictures(),
        card.acts(),
        List.of(),
        true);
  }

  private static Mark overall(Look look) {
    if (look.checks().isEmpty()) {
      return Mark.UNCHECKED;
    }
    return Mark.of(
        Verdict.ofAll(
            look.checks().stream()
                .map(
                    check ->
                        check.state() instanceof Ended ended
                            ? ended.report().verdict()
                            : Verdict.INCONCLUSIVE)
                .toList()));
  }

  private static Line line(CardView card) {
    return new Line(
        card.title().kind(),
        card.title().name(),
        card.says().mark(),
        card.says().reason(),
        card.says().mark() == Mark.UNCHECKED ? "" : card.id());
  }

  private static HistoryLine history(Check check, SessionId here) {
    return new HistoryLine(
        check.requestedAt(),
        Tab.of(check.order().kind()).title(),
        part(check),
        Mark.of(check),
        check.state() instanceof Ended ended ? Visible.text(ended.report().reason()) : "",
        check.session().equals(here));
  }

  /// The part of a check of any session.
  static String part(Check check) {
    String target = check.order().target();
    if (target.isEmpty()) {
      return "the whole server";
    }
    String name = check.targetName().isEmpty() ? "" : " · " + check.targetName();
    return Visible.text(target + name);
  }

  private static List<OtherSession> others(List<Check> ofServer, SessionId here) {
    Map<String, OtherSession> others = new LinkedHashMap<>();
    for (Check check : ofServer) {
      if (!check.session().equals(here)) {
        others.merge(
            check.session().text(),
            new OtherSession(check.session().text(), check.requestedAt(), 1),
            (known, _) -> new OtherSession(known.id(), check.requestedAt(), known.checks() + 1));
      }
    }
    return List.copyOf(others.values());
  }
}
