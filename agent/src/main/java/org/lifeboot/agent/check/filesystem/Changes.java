package org.lifeboot.agent.check.filesystem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What a repair would change, counted whole and told in part: those that give up files or parts of
/// files first. Equal lines are told once.
final class Changes {

  /// More lines than this help nobody; the tool's output has them all.
  static final int MOST_TOLD = 100;

  private static final String SAVE_FIRST =
      "Copy what can still be read to another place before the repair.";

  private final Map<Change, Integer> losses = new LinkedHashMap<>();
  private final Map<Change, Integer> others = new LinkedHashMap<>();
  private int count;
  private int lossCount;

  private record Change(String part, String text) {}

  /// One change.
  ///
  /// @param part `inode 12`, `block group 3`, or empty
  /// @param text hostile: the tool's words, and what the repair would do
  /// @param loss it gives up a file, a part of one, or its name
  void add(String part, String text, boolean loss) {
    count++;
    lossCount += loss ? 1 : 0;
    Map<Change, Integer> kept = loss ? losses : others;
    var change = new Change(HostileText.line(part, 60), HostileText.line(text, 400));
    if (kept.size() < MOST_TOLD || kept.containsKey(change)) {
      kept.merge(change, 1, Integer::sum);
    }
  }

  boolean none() {
    return count == 0;
  }

  String inWords() {
    if (count == 0) {
      return "The file system is damaged: a rehearsed repair changed it, and did not say where.";
    }
    String changes = count == 1 ? "1 change" : count + " changes";
    String lost =
        lossCount == 0
            ? ""
            : "; " + lossCount + " of them would give up files, their names or parts of them";
    return "The file system is damaged: a repair would make " + changes + lost + ".";
  }

  List<Finding> findings() {
    var told = new ArrayList<Finding>();
    losses.forEach((change, times) -> told.add(finding(change, times, SAVE_FIRST)));
    int[] room = {MOST_TOLD - losses.size()};
    int[] toldOf = {losses.values().stream().mapToInt(Integer::intValue).sum()};
    others.forEach(
        (change, times) -> {
          if (room[0]-- > 0) {
            told.add(finding(change, times, ""));
            toldOf[0] += times;
          }
        });
    if (count > toldOf[0]) {
      String rest =
          "And " + (count - toldOf[0]) + " more changes, listed in the tool's own output.";
      told.add(new Finding("", Verdict.FAILED, rest, ""));
    }
    return told;
  }

  private static Finding finding(Change change, int times, String advice) {
    String text = times == 1 ? change.text() : change.text() + " (" + times + " times)";
    return new Finding(change.part(), Verdict.FAILED, text, advice);
  }
}
