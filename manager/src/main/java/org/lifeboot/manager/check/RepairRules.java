package org.lifeboot.manager.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lifeboot.manager.check.CheckState.Ended;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Volume;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// When a repair or an undo may be asked for: pure functions. What the Manager cannot see (who else
/// holds the device, whether a byte of it has changed) the Agent looks at before it writes.
final class RepairRules {

  private RepairRules() {}

  /// The repair that a check offers.
  static Optional<RepairOffer> offer(Check check) {
    return check.state() instanceof Ended ended && check.order() instanceof CheckOrder.Filesystem
        ? ended.report().repair().stream().findFirst()
        : Optional.empty();
  }

  /// The repair that was ordered by this very plan.
  static Optional<Check> ordered(Check plan, RepairOffer offer, List<Check> ofSession) {
    return after(plan, ofSession).stream()
        .filter(
            check ->
                check.order() instanceof CheckOrder.Repair(String target, String fingerprint)
                    && target.equals(plan.order().target())
                    && fingerprint.equals(offer.fingerprint()))
        .findFirst();
  }

  /// The plan that a repair was ordered by.
  static Optional<RepairOffer> plan(Check repair, List<Check> ofSession) {
    return repair.order() instanceof CheckOrder.Repair(_, String fingerprint)
        ? ofSession.stream()
            .flatMap(check -> offer(check).stream())
            .filter(offer -> offer.fingerprint().equals(fingerprint))
            .findFirst()
        : Optional.empty();
  }

  /// Whether the offer of a check is the newest word on its target.
  static boolean open(Check plan, List<Check> ofSession) {
    return offer(plan).isPresent() && since(plan, after(plan, ofSession)).isEmpty();
  }

  /// Why a plan does not hold any more; empty while it does.
  ///
  /// @param ofSession all checks of the plan's session, in the order asked for
  static Optional<String> stale(Check plan, List<Check> ofSession, Inventory inventory) {
    String target = plan.order().target();
    return atWork(ofSession)
        .or(() -> since(plan, after(plan, ofSession)))
        .or(() -> mounted(target, inventory));
  }

  /// All that were asked for after a check.
  private static List<Check> after(Check plan, List<Check> ofSession) {
    return ofSession.stream().dropWhile(check -> !check.id().equals(plan.id())).skip(1).toList();
  }

  /// One repair at a time: of two that go wrong at once nobody finds his way back.
  static Optional<String> atWork(List<Check> ofSession) {
    return ofSession.stream()
        .filter(check -> check.order().kind() == CheckKind.REPAIR && !check.state().over())
        .findFirst()
        .map(
            check ->
                "%s of %s is at work on this server; wait for its end"
                    .formatted(
                        check.order() instanceof CheckOrder.Undo
                            ? "the undoing of a repair"
                            : "another repair",
                        check.order().target()));
  }

  private static Optional<String> since(Check plan, List<Check> later) {
    return later.stream()
        .filter(check -> check.order().target().equals(plan.order().target()))
        .filter(RepairRules::makesPlansOld)
        .reduce((_, newest) -> newest)
        .map(
            check ->
                check.order() instanceof CheckOrder.Filesystem
                    ? "it was checked again since: go by the newer check's report"
                    : "it was repaired or put back since: check it again, and go by that report");
  }

  private static boolean makesPlansOld(Check check) {
    return switch (check.order()) {
      case CheckOrder.Filesystem _, CheckOrder.Repair _, CheckOrder.Undo _ -> true;
      case CheckOrder.Smart _,
          CheckOrder.Processors _,
          CheckOrder.Surface _,
          CheckOrder.Memory _,
          CheckOrder.Raid _ ->
          false;
    };
  }

  private static Optional<String> mounted(String target, Inventory inventory) {
    return inventory.drives().stream()
        .flatMap(drive -> drive.contents().stream())
        .flatMap(RepairRules::andAbove)
        .filter(volume -> volume.device().equals(target) && !volume.mountPoints().isEmpty())
        .findFirst()
        .map(
            volume ->
                "it is mounted at %s: unmount it, then check it again"
                    .formatted(String.join(", ", volume.mountPoints())));
  }

  private static java.util.stream.Stream<Volume> andAbove(Volume volume) {
    return java.util.stream.Stream.concat(
        java.util.stream.Stream.of(volume),
        volume.contents().stream().flatMap(RepairRules::andAbove));
  }

  /// An undo of a repair that has not ended.
  static Optional<Check> undoing(CheckId repair, List<Check> ofServer) {
    return undos(repair, ofServer).filter(check -> !check.state().over()).findFirst();
  }

  /// An undo of a repair that has come to a good end.
  static Optional<Check> undone(CheckId repair, List<Check> ofServer) {
    return undos(repair, ofServer).filter(RepairRules::good).findFirst();
  }

  private static java.util.stream.Stream<Check> undos(CheckId repair, List<Check> checks) {
    return checks.stream()
        .filter(
            check ->
                check.order() instanceof CheckOrder.Undo(_, String of) && of.equals(repair.text()));
  }

  private static boolean good(Check check) {
    return check.state() instanceof Ended ended
        && (ended.report().verdict() == Verdict.PASSED
            || ended.report().verdict() == Verdict.WARNING);
  }

  /// Why a repair cannot be undone now, as far as checks tell; empty when it can.
  ///
  /// @param ofServer of all sessions, newest first
  static Optional<String> notUndoable(
      Check repair, List<Check> ofServer, Predicate<Check> savedSomething) {
    if (!repair.state().over()) {
      return Optional.of("it is still at work; cancel it, or wait for its end");
    }
    if (undone(repair.id(), ofServer).isPresent()) {
      return Optional.of("it was undone already");
    }
    return ofServer.stream()
        .takeWhile(check -> !check.id().equals(repair.id()))
        .filter(check -> check.order() instanceof CheckOrder.Repair)
        .filter(check -> check.order().target().equals(repair.order().target()))
        .filter(check -> check.targetName().equals(repair.targetName()))
        .filter(check -> undone(check.id(), ofServer).isEmpty() && savedSomething.test(check))
        .findFirst()
        .map(later -> "the same file system was repaired later: undo that repair first");
  }

  /// Whether a check is at work, or may be found to be although it was given up for its silence.
  static boolean mayGoOn(Check check) {
    return !(check.state() instanceof Ended ended) || ended.report().verdict() == Verdict.CRASHED;
  }
}
