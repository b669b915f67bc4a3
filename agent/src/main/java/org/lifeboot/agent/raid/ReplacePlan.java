package org.lifeboot.agent.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.tool.Command;

/// How a member is replaced: what a person says yes to is what runs. Pure.
///
/// @param array `/dev/md0`
/// @param old the member that goes, for people; empty where one is missing
/// @param fresh what takes its place, for people
/// @param member what is added to the array
/// @param first commands in order, until the rebuild
/// @param last the command when the rebuild has ended well
/// @param notes what a person should know
public record ReplacePlan(
    Situation situation,
    String array,
    String old,
    String fresh,
    String member,
    List<Step> first,
    Optional<Step> last,
    List<String> notes) {

  public ReplacePlan {
    first = List.copyOf(first);
    notes = List.copyOf(notes);
  }

  /// One command.
  ///
  /// @param shown as it would be typed
  public record Step(Command command, String shown) {
    static Step of(Command command) {
      return new Step(command, command.toString());
    }
  }

  static ReplacePlan of(Situation all, List<String> notes) {
    Drives drives = all.drives();
    String array = all.array().device();
    return new ReplacePlan(
        all,
        array,
        old(all),
        drives.words(all.fresh()),
        all.member(),
        first(all, array),
        all.readsOld()
            ? all.wish().old().map(old -> Step.of(Mdadm.remove(array, old)))
            : Optional.empty(),
        notes);
  }

  private static String old(Situation all) {
    return all.wish().old().map(old -> all.model().map(all.drives()::words).orElse(old)).orElse("");
  }

  private static List<Step> first(Situation all, String array) {
    var steps = new ArrayList<Step>();
    all.table().ifPresent(table -> steps.addAll(table(all, table)));
    steps.add(Step.of(Mdadm.add(array, all.member())));
    all.old()
        .ifPresent(
            old -> {
              if (all.readsOld()) {
                // One that had write errors the kernel replaces by itself as soon as it has a
                // spare.
                if (!old.is("want_replacement")) {
                  steps.add(Step.of(Mdadm.replace(array, old.device(), all.member())));
                }
                return;
              }
              if (!old.is("faulty")) {
                steps.add(Step.of(Mdadm.fail(array, old.device())));
              }
              steps.add(Step.of(Mdadm.remove(array, old.device())));
            });
    return steps;
  }

  private static List<Step> table(Situation all, TableCopy table) {
    Command write = Sfdisk.write(all.fresh().device(), table.script());
    return List.of(
        new Step(write, write + " <" + all.wish().saved().resolve(Saved.NEW_TABLE)),
        Step.of(org.lifeboot.agent.storage.Udevadm.settle()));
  }

  /// Whether it does the same to the same disks: what was looked at again before writing.
  public boolean same(ReplacePlan other) {
    return commands().equals(other.commands())
        && old.equals(other.old)
        && fresh.equals(other.fresh)
        && situation.fresh().equals(other.situation.fresh());
  }

  /// All of them, as they would be typed.
  public List<String> commands() {
    var all = new ArrayList<String>();
    first.forEach(step -> all.add(step.shown()));
    all.add("(the kernel fills " + member + "; lifeboot raid watch " + array + " shows it)");
    last.ifPresent(step -> all.add(step.shown()));
    return List.copyOf(all);
  }

  /// How to go back while the new member is being filled.
  public List<String> goBackBefore() {
    var back = new ArrayList<String>();
    back.add(Mdadm.fail(array, member).toString());
    back.add(Mdadm.remove(array, member).toString());
    back.addAll(leave());
    situation
        .wish()
        .old()
        .ifPresent(
            old -> back.add(situation.readsOld() ? keep(old) : Mdadm.add(array, old).toString()));
    return List.copyOf(back);
  }

  /// The kernel would give the next spare the old member's place (admin-guide/md, "state").
  private String keep(String old) {
    return "echo -want_replacement >/sys/block/%s/md/dev-%s/state"
        .formatted(name(array), name(old));
  }

  private static String name(String device) {
    return device.replaceFirst("^/dev/", "").replace('/', '!');
  }

  /// How to go back when the new member holds all.
  public List<String> goBackAfter() {
    var back = new ArrayList<String>();
    if (situation.wish().old().isEmpty()) {
      return goBackBefore();
    }
    String old = situation.wish().old().get();
    back.add(Mdadm.add(array, old).toString());
    back.add(Mdadm.replace(array, member, old).toString());
    back.add("lifeboot raid watch " + array);
    back.add(Mdadm.remove(array, member).toString());
    back.addAll(leave());
    return List.copyOf(back);
  }

  /// The new disk as it was.
  private List<String> leave() {
    var back = new ArrayList<String>();
    back.add(Mdadm.zeroSuperblock(member).toString());
    if (situation.table().isPresent()) {
      back.add(Saved.putBack(situation.wish().saved(), situation.fresh()));
    }
    return back;
  }

  public Wish wish() {
    return situation.wish();
  }
}
