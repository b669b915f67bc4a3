package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;

/// One tab.
///
/// @param mark how its checks stand; empty for the tabs without checks
/// @param words the mark in words, with numbers where they help
public record TabView(
    String title, String href, boolean current, Optional<Mark> mark, String words) {

  /// All tabs.
  public record Bar(List<TabView> tabs) {
    public Bar {
      tabs = List.copyOf(tabs);
    }

    /// Nothing to show.
    public static final Bar NONE = new Bar(List.of());

    static Bar of(Look look, String path, Optional<Tab> current) {
      return new Bar(
          Arrays.stream(Tab.values())
              .map(tab -> tab(look, path, tab, current.filter(tab::equals).isPresent()))
              .toList());
    }
  }

  private static TabView tab(Look look, String path, Tab tab, boolean current) {
    Optional<Standing> standing = tab.kind().map(kind -> Standing.of(look, kind));
    return new TabView(
        tab.title(),
        path + tab.path(),
        current,
        standing.map(Standing::mark),
        standing.map(Standing::words).orElse(""));
  }

  /// The newest check of each part, counted. A fault that is known outshines what still runs; parts
  /// that were not checked keep the whole from being "passed".
  private record Standing(List<Mark> marks) {

    static Standing of(Look look, CheckKind kind) {
      return new Standing(
          look.byTarget(kind).values().stream().map(checks -> newest(look, checks)).toList());
    }

    private static Mark newest(Look look, Collection<Check> checks) {
      return checks.stream()
          .reduce((_, newer) -> newer)
          .map(check -> repaired(look, check).orElse(check))
          .map(Mark::of)
          .orElse(Mark.UNCHECKED);
    }

    /// A repair since is the newer word on a file system, until it is undone.
    private static Optional<Check> repaired(Look look, Check check) {
      return look.checks().stream()
          .dropWhile(earlier -> !earlier.id().equals(check.id()))
          .filter(later -> later.order().kind() == CheckKind.REPAIR)
          .filter(later -> later.order().target().equals(check.order().target()))
          .filter(_ -> check.order().kind() == CheckKind.FILESYSTEM)
          .reduce((_, newer) -> newer)
          .filter(later -> !later.state().over() || later.order() instanceof CheckOrder.Repair);
    }

    Mark mark() {
      return List.of(
              Mark.FAILED,
              Mark.CRASHED,
              Mark.RUNNING,
              Mark.WAITING,
              Mark.WARNING,
              Mark.INCONCLUSIVE,
              Mark.UNCHECKED,
              Mark.CANCELLED,
              Mark.PASSED)
          .stream()
          .filter(marks::contains)
          .findFirst()
          .orElse(Mark.UNCHECKED);
    }

    String words() {
      Mark mark = mark();
      var words = new ArrayList<String>();
      words.add(mark == Mark.UNCHECKED ? unchecked() : counted(mark));
      if (mark != Mark.RUNNING && marks.contains(Mark.RUNNING)) {
        words.add(counted(Mark.RUNNING));
      } else if (mark != Mark.WAITING && mark != Mark.RUNNING && marks.contains(Mark.WAITING)) {
        words.add(counted(Mark.WAITING));
      }
      return String.join(", ", words);
    }

    private String unchecked() {
      long checked = marks.stream().filter(mark -> mark != Mark.UNCHECKED).count();
      return checked == 0
          ? Mark.UNCHECKED.word()
          : "%d of %d checked".formatted(checked, marks.size());
    }

    private String counted(Mark mark) {
      long count = marks.stream().filter(mark::equals).count();
      return marks.size() == 1 || count == marks.size() ? mark.word() : count + " " + mark.word();
    }
  }
}
