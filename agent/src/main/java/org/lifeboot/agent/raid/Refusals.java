package org.lifeboot.agent.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lifeboot.agent.raid.RunningArray.Member;

/// Why a member is not replaced so: all reasons, each with what to do. Pure.
final class Refusals {

  private static final Set<String> MIRRORED = Set.of("raid1", "raid4", "raid5", "raid6", "raid10");
  private static final Set<String> RUNNING =
      Set.of("clean", "active", "active-idle", "write-pending", "read-auto");

  private static final String ANOTHER_FIRST =
      "%s had write errors, and the kernel would give it the new member: replace %s first.";

  private final Situation all;
  private final List<String> reasons = new ArrayList<>();

  private Refusals(Situation all) {
    this.all = all;
  }

  static List<String> of(Situation situation) {
    var refusals = new Refusals(situation);
    refusals.array(situation.array());
    refusals.old(situation.array());
    refusals.fresh(situation.fresh());
    refusals.room(situation);
    return List.copyOf(refusals.reasons);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is a library's that is not here
  private void when(boolean wrong, String reason, Object... words) {
    if (wrong) {
      reasons.add(reason.formatted(words));
    }
  }

  private void array(RunningArray array) {
    String name = array.device();
    when(
        !MIRRORED.contains(array.level()),
        "%s is %s, which keeps nothing twice: no member of it can be replaced.",
        name,
        array.level());
    when(
        array.metadata().startsWith("external"),
        "%s is a firmware RAID (%s): replace its disk in the firmware's own menu.",
        name,
        array.metadata());
    when(
        !RUNNING.contains(array.state()),
        "%s is %s and takes no member; look at: mdadm --detail %s",
        name,
        array.state(),
        name);
    when(
        !array.idle(),
        "The kernel is at work on %s (%s); wait for its end: lifeboot raid watch %s",
        name,
        array.action(),
        name);
    when(
        array.members().stream().anyMatch(each -> each.device().startsWith("/dev/dm-")),
        "%s stands on device-mapper devices, which Lifeboot's snapshots are too: lifeboot umount,"
            + " then lifeboot raid assemble.",
        name);
  }

  private void old(RunningArray array) {
    if (all.wish().old().isEmpty()) {
      when(
          array.degraded() == 0 && all.old().isEmpty(),
          "%s misses no member; name the one to be replaced: %s.",
          array.device(),
          members());
      return;
    }
    if (all.old().isEmpty()) {
      when(
          true,
          "%s is no member of %s; its members are: %s.",
          all.wish().old().get(),
          array.device(),
          members());
      return;
    }
    Member old = all.old().get();
    array.members().stream()
        .filter(each -> !each.equals(old) && each.is("want_replacement"))
        .forEach(each -> when(true, ANOTHER_FIRST, each.device(), each.device()));
    when(
        old.is("journal"),
        "%s is the journal of %s, not a member that holds data.",
        old.device(),
        array.device());
    boolean works = old.works();
    when(
        old.is("spare") && !works,
        "%s is a spare of %s that holds nothing yet: mdadm %s --remove %s",
        old.device(),
        array.device(),
        array.device(),
        old.device());
    when(
        works && array.degraded() > 0 && !all.wish().failing(),
        "%s misses a member; fill that place first: lifeboot raid replace %s missing NEW",
        array.device(),
        array.device());
    when(
        works && all.wish().failing() && !array.survivesTheLossOf(old),
        "%s is needed: without it %s fails. Leave out --failing, so that it is read until the new"
            + " member holds all.",
        old.device(),
        array.device());
  }

  private String members() {
    return all.array().members().stream()
        .map(each -> each.device() + " (" + each.state() + ")")
        .collect(Collectors.joining(", "));
  }

  private void fresh(Block fresh) {
    String name = fresh.device();
    when(!fresh.drive(), "%s is no disk and no partition.", name);
    when(fresh.readOnly(), "%s cannot be written: the kernel says that it is read-only.", name);
    when(
        all.array().member(name).isPresent(),
        "%s is a member of %s already.",
        name,
        all.array().device());
    when(!all.holder().isEmpty(), "%s is %s", name, all.holder());
    boolean signs = all.layout().content().known();
    when(
        signs,
        "%s holds %s%s. If nobody needs that: wipefs --all --backup %s",
        name,
        all.layout().content().type(),
        label(),
        name);
    when(
        !signs && !all.layout().table().isEmpty(),
        "%s has a partition table (%s) with %d partitions. Name one that is empty, or, if nobody"
            + " needs what is on it: wipefs --all --backup %s",
        name,
        all.layout().table(),
        all.layout().partitions().size(),
        name);
    when(
        !signs && all.layout().table().isEmpty() && !all.layout().troubles().isEmpty(),
        "What %s holds is not known: %s",
        name,
        String.join(" ", all.layout().troubles()));
    when(
        all.others().stream().anyMatch(other -> other.disk().equals(fresh.disk())),
        "%s is on a disk that carries another member of %s: both would go at once.",
        name,
        all.array().device());
    when(
        all.model().filter(model -> model.disk().equals(fresh.disk())).isPresent()
            && all.wish().old().isPresent(),
        "%s is on the same disk as the old member.",
        name);
  }

  private String label() {
    String label = all.layout().content().label();
    return label.isEmpty() ? "" : " (" + label + ")";
  }

  private void room(Situation all) {
    if (!all.copiesTable()) {
      long needed = all.array().neededBytes();
      when(
          all.fresh().sizeBytes() < needed,
          "%s is too small: it has %d bytes, a member needs %d.",
          all.fresh().device(),
          all.fresh().sizeBytes(),
          needed);
      when(
          all.model().filter(it -> it.sectorBytes() < all.fresh().sectorBytes()).isPresent(),
          "%s has sectors of %d bytes, more than the other members: what is on %s might not be"
              + " readable any more.",
          all.fresh().device(),
          all.fresh().sectorBytes(),
          all.array().device());
      return;
    }
    when(!all.tableTrouble().isEmpty(), "%s", all.tableTrouble());
    when(
        all.table().filter(table -> table.endBytes() > all.fresh().sizeBytes()).isPresent(),
        "%s is too small for the partitions of %s: it has %d bytes, they need %d.",
        all.fresh().device(),
        all.model().map(Block::disk).orElse(""),
        all.fresh().sizeBytes(),
        all.table().map(TableCopy::endBytes).orElse(0L));
    when(
        all.model().filter(model -> model.sectorBytes() != all.fresh().sectorBytes()).isPresent(),
        "%s has sectors of %d bytes, %s of %d: its partition table cannot be copied. Make the"
            + " partition by hand and name that.",
        all.fresh().device(),
        all.fresh().sectorBytes(),
        all.model().map(Block::disk).orElse(""),
        all.model().map(Block::sectorBytes).orElse(0L));
  }
}
