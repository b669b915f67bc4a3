package org.lifeboot.manager.web.page.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.session.Session;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Inventory;

/// Everything that a session's check pages are made from, read at one moment.
///
/// @param checks all of the session, in the order asked for
/// @param saved what repairs of this session have saved, by the repair's id
/// @param all what can be checked; empty while the rescue system has not told of its drives
record Look(
    Session session,
    List<Check> checks,
    Map<String, SavedFile> saved,
    Optional<Inventory> inventory,
    List<CheckOrder> all,
    Instant now) {
  Look {
    checks = List.copyOf(checks);
    saved = Map.copyOf(saved);
    all = List.copyOf(all);
  }

  /// The checks of one kind by their target, oldest first. A target that can be checked and was not
  /// has an empty list.
  Map<String, List<Check>> byTarget(CheckKind kind) {
    Map<String, List<Check>> targets = new LinkedHashMap<>();
    all.stream()
        .filter(order -> order.kind() == kind)
        .forEach(order -> targets.put(order.target(), List.of()));
    checks.stream()
        .filter(check -> check.order().kind() == kind)
        .forEach(check -> targets.merge(check.order().target(), List.of(check), Look::joined));
    if (targets.isEmpty() && wholeServer(kind)) {
      targets.put("", List.of());
    }
    return targets;
  }

  private static List<Check> joined(List<Check> some, List<Check> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static boolean wholeServer(CheckKind kind) {
    return switch (kind) {
      case PROCESSORS, MEMORY, RAID -> true;
      case SMART, SURFACE, FILESYSTEM, REPAIR -> false;
    };
  }

  /// A rescue system is there to ask; it may be silent.
  boolean inRescue() {
    return session.credentials().isPresent();
  }
}
