package org.lifeboot.manager.web.page.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One part of the server and its newest check.
///
/// @param id of the element, and the name of the event that brings it anew
/// @param run while it waits or runs
/// @param acts pages and files that belong to it
/// @param starts what can be started for this part alone
/// @param unfolded show everything, as for a printer
public record CardView(
    String id,
    Title title,
    Says says,
    Optional<RunView> run,
    Found found,
    Trail trail,
    Pictures pictures,
    List<Act> acts,
    List<StartForm> starts,
    boolean unfolded) {
  public CardView {
    acts = List.copyOf(acts);
    starts = List.copyOf(starts);
  }

  /// Which part.
  ///
  /// @param kind the tab's title, for pages that show several kinds
  public record Title(String name, String where, String kind) {}

  /// The verdict, in an owner's words.
  ///
  /// @param incident where a support incident is opened; empty when none is worth it
  public record Says(Mark mark, String reason, String means, String next, String incident) {}

  /// A page or a file that belongs to a check.
  ///
  /// @param about what it is about, for those who hear the page
  /// @param file to be kept, not shown
  public record Act(String href, String words, String about, boolean file) {}

  /// What a check does now.
  ///
  /// @param percent 0 to 100, or -1 while nobody can tell
  /// @param left time left in words, or that nobody can tell
  /// @param heardAt the last sign of life
  /// @param silence what to think of it when that was long ago, or empty
  /// @param cancelAction where "cancel" goes; empty when it was asked for already, or nobody can
  /// @param note who asked for the cancel, or what it waits for
  public record RunView(
      String part,
      String step,
      int percent,
      String left,
      Instant heardAt,
      String silence,
      String cancelAction,
      String csrf,
      String note) {}

  /// What was found.
  ///
  /// @param first the gravest
  /// @param more those that are folded away
  /// @param notShown how many there are besides
  public record Found(
      List<FindingView> first, List<FindingView> more, int notShown, List<FactRow> facts) {
    public Found {
      first = List.copyOf(first);
      more = List.copyOf(more);
      facts = List.copyOf(facts);
    }
  }

  /// One finding.
  public record FindingView(Mark mark, String part, String text, String advice) {}

  /// One fact.
  ///
  /// @param part which part, or empty
  /// @param known false: the rescue system could not say
  public record FactRow(String part, String name, String value, boolean known) {}

  /// How it went.
  ///
  /// @param asked by whom and how it ended, in one line
  /// @param requestedAt empty when it was never asked for
  /// @param earlier of this part in this session, newest first
  public record Trail(
      String asked,
      Optional<Instant> requestedAt,
      Optional<Instant> endedAt,
      List<StepRow> steps,
      List<EvidenceRow> evidence,
      List<EarlierRow> earlier) {
    public Trail {
      steps = List.copyOf(steps);
      evidence = List.copyOf(evidence);
      earlier = List.copyOf(earlier);
    }
  }

  /// One step.
  public record StepRow(Instant at, String part, String step) {}

  /// A tool's own output.
  public record EvidenceRow(String name, String href, String size) {}

  /// An earlier check of the same part.
  public record EarlierRow(Mark mark, Instant at, String reason) {}

  /// What can be drawn.
  public record Pictures(
      Optional<DiskMap> disk, Optional<LatencyMap> latency, List<CurvesView> curves) {
    public Pictures {
      curves = List.copyOf(curves);
    }

    static final Pictures NONE = new Pictures(Optional.empty(), Optional.empty(), List.of());
  }

  /// All cards of a tab.
  public record Deck(List<CardView> cards) {
    public Deck {
      cards = List.copyOf(cards);
    }

    /// Which parts there are, in one word: as long as it stays, cards can be sent one by one.
    public String key() {
      return Integer.toHexString(
          cards.stream()
              .map(card -> card.title().name() + card.title().where())
              .toList()
              .hashCode());
    }
  }
}
