package org.lifeboot.agent.check.processors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a burn's time is shared out: half of it for the processors in turn, the rest for all of them
/// together.
///
/// @param turns who is burned together in each turn: one, or a few when there are too many for the
///   time, and then far from each other
/// @param eachTurn how long
record BurnPlan(List<List<Integer>> turns, Duration eachTurn) {

  /// Shorter, and not every method would come to its turn.
  private static final Duration SHORTEST = Duration.ofSeconds(3);

  BurnPlan {
    turns = List.copyOf(turns);
  }

  static BurnPlan of(List<Integer> cpus, Duration whole) {
    Duration half = whole.dividedBy(2);
    int most = Math.max(1, (int) half.dividedBy(SHORTEST));
    int count = Math.min(cpus.size(), most);
    var turns = new ArrayList<List<Integer>>();
    for (int turn = 0; turn < count; turn++) {
      var members = new ArrayList<Integer>();
      for (int i = turn; i < cpus.size(); i += count) {
        members.add(cpus.get(i));
      }
      turns.add(members);
    }
    return new BurnPlan(turns, Duration.ofSeconds(half.dividedBy(Math.max(1, count)).toSeconds()));
  }
}
