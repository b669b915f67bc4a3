package org.lifeboot.agent.raid;

import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.raid.RunningArray.Member;

/// All that is known before a replacement is judged.
///
/// @param fresh what was named to take the place
/// @param layout what is on that
/// @param holder who has it, in one sentence; empty when it is free
/// @param model the member whose place is taken, or, where it is missing, one that works: its
///   partition is the example for a new one
/// @param table to be written on the new disk first; empty when what was named is taken as it is
/// @param tableTrouble why the table cannot be copied; empty when it can, or need not be
/// @param others the disks of the members that stay
record Situation(
    RunningArray array,
    Wish wish,
    Drives drives,
    Block fresh,
    Layout layout,
    String holder,
    Optional<Block> model,
    Optional<TableCopy> table,
    String tableTrouble,
    List<Block> others) {

  Situation {
    others = List.copyOf(others);
  }

  Optional<Member> old() {
    return wish.old().flatMap(array::member);
  }

  /// The new disk gets the old one's partitions.
  boolean copiesTable() {
    return fresh.whole() && model.filter(block -> !block.whole()).isPresent();
  }

  /// What is added to the array.
  String member() {
    return copiesTable()
        ? Block.partition(fresh.device(), model.orElseThrow().partition())
        : fresh.device();
  }

  /// The old member is read while the new one is filled.
  boolean readsOld() {
    return !wish.failing() && old().filter(Member::works).isPresent();
  }
}
