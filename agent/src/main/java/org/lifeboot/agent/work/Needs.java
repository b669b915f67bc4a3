package org.lifeboot.agent.work;

import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.SelfTest;

/// What a check must have, so that no other disturbs it.
///
/// @param needs the parts of the server
record Needs(List<Need> needs) {

  private static final String MEMORY = "memory";
  private static final String PROCESSORS = "processors";

  /// One part of the server.
  ///
  /// @param part `memory`, `processors`, or a disk's name
  /// @param alone nobody else may need it at the same time
  record Need(String part, boolean alone) {

    private boolean disturbs(Need other) {
      return part.equals(other.part) && (alone || other.alone);
    }
  }

  Needs {
    needs = List.copyOf(needs);
  }

  boolean disturb(Needs other) {
    return needs.stream().anyMatch(need -> other.needs.stream().anyMatch(need::disturbs));
  }

  /// A burn and a memory test starve each other; a rehearsed repair works in memory; two readers of
  /// one disk make it seem slow.
  static Needs of(CheckOrder order, BlockTree tree) {
    return switch (order) {
      case CheckOrder.Processors _, CheckOrder.Memory _ ->
          new Needs(List.of(new Need(MEMORY, true), new Need(PROCESSORS, true)));
      case CheckOrder.Surface surface -> new Needs(disks(surface.target(), tree));
      case CheckOrder.Filesystem _, CheckOrder.Repair _, CheckOrder.Undo _ -> {
        var needs = new ArrayList<>(disks(order.target(), tree));
        needs.add(new Need(MEMORY, false));
        yield new Needs(needs);
      }
      case CheckOrder.Smart smart ->
          new Needs(smart.selfTest() == SelfTest.NONE ? List.of() : disks(smart.target(), tree));
      case CheckOrder.Raid _ -> new Needs(List.of());
    };
  }

  private static List<Need> disks(String device, BlockTree tree) {
    return tree.disksBelow(device).stream().map(disk -> new Need(disk, true)).toList();
  }
}
