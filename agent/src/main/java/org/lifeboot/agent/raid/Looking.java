package org.lifeboot.agent.raid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.layout.Layouts;
import org.lifeboot.agent.raid.RunningArray.Member;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Looks at an array and at what is to become its member, and makes a plan. Writes nothing.
public final class Looking {

  private final Tools tools;
  private final Claims claims;
  private final Path root;

  /// @param root `/`; another folder in tests
  public Looking(Tools tools, Claims claims, Path root) {
    this.tools = tools;
    this.claims = claims;
    this.root = root;
  }

  /// What came of it.
  public sealed interface Answer {
    record Planned(ReplacePlan plan) implements Answer {}

    /// All reasons, a sentence each.
    record Refused(List<String> reasons) implements Answer {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  public Answer look(Wish wish) {
    Optional<RunningArray> array = RunningArray.read(root, wish.array());
    if (array.isEmpty()) {
      return refused("%s is no array that is assembled; lifeboot raid list", wish.array());
    }
    Optional<Block> fresh = Block.read(root, wish.fresh());
    if (fresh.isEmpty()) {
      return refused("There is no disk or partition %s here; lifeboot disks", wish.fresh());
    }
    if (Files.exists(wish.saved())) {
      return refused("%s is there already; name another folder", wish.saved().toString());
    }
    return judged(situation(array.get(), plain(wish), fresh.get()));
  }

  private static Answer refused(String reason, String what) {
    return new Answer.Refused(List.of(HostileText.line(reason.formatted(what)) + "."));
  }

  /// With the kernel's own name of the old member, whatever link it was named by.
  private Wish plain(Wish wish) {
    return new Wish(
        wish.array(),
        wish.old().map(old -> "/dev/" + Block.kernelName(root, old).replace('!', '/')),
        wish.fresh(),
        wish.failing(),
        wish.saved());
  }

  private Answer judged(Situation situation) {
    List<String> reasons = Refusals.of(situation);
    if (!reasons.isEmpty()) {
      return new Answer.Refused(
          reasons.stream().map(reason -> HostileText.line(reason, 600)).toList());
    }
    var notes = new ArrayList<String>();
    try {
      String written = Emptiness.words(Emptiness.written(situation.fresh().device()));
      if (!written.isEmpty()) {
        notes.add(situation.fresh().device() + ": " + written + ".");
      }
    } catch (IOException e) {
      return new Answer.Refused(
          List.of(
              "%s cannot be read, it may be broken: %s"
                  .formatted(situation.fresh().device(), HostileText.line(e.toString()))));
    }
    notes.addAll(advice(situation));
    return new Answer.Planned(ReplacePlan.of(situation, notes));
  }

  private static List<String> advice(Situation situation) {
    var notes = new ArrayList<String>();
    notes.add(
        "Whether the new disk is sound is not known from this: lifeboot check smart "
            + situation.fresh().disk());
    if (situation.copiesTable()) {
      notes.add(
          "The new disk gets the partitions, not their contents: the other ones are empty, and it"
              + " has no boot loader (lifeboot chroot --write, then grub-install).");
    }
    if (situation.old().isPresent() && !situation.readsOld()) {
      notes.add("The old member is not read: until the end, what the others lose is lost.");
    }
    return notes;
  }

  private Situation situation(RunningArray array, Wish wish, Block fresh) {
    Optional<Member> old = wish.old().flatMap(array::member);
    Optional<Block> model = model(array, old);
    List<Block> others =
        array.members().stream()
            .filter(each -> old.filter(each::equals).isEmpty())
            .flatMap(each -> Block.read(root, each.device()).stream())
            .toList();
    Copy copy =
        fresh.whole() && model.filter(block -> !block.whole()).isPresent()
            ? copy(model.get(), fresh)
            : new Copy(Optional.empty(), "");
    return new Situation(
        array,
        wish,
        Drives.of(tools),
        fresh,
        new Layouts(tools).read(fresh.device()),
        claims.holder(fresh.device()).orElse(""),
        model,
        copy.table(),
        copy.trouble(),
        others);
  }

  private Optional<Block> model(RunningArray array, Optional<Member> old) {
    Optional<Block> itself = old.flatMap(each -> Block.read(root, each.device()));
    return itself.isPresent()
        ? itself
        : array.members().stream()
            .filter(Member::works)
            .findFirst()
            .flatMap(each -> Block.read(root, each.device()));
  }

  private record Copy(Optional<TableCopy> table, String trouble) {}

  private Copy copy(Block model, Block fresh) {
    Outcome outcome = tools.run(Sfdisk.dump(model.disk()));
    if (!(outcome instanceof Outcome.Exited(int code, String dump, _)) || code != 0) {
      return new Copy(
          Optional.empty(),
          "The partition table of %s cannot be read: %s."
              .formatted(model.disk(), outcome.inWords()));
    }
    try {
      return new Copy(Optional.of(TableCopy.of(dump, fresh.device(), model.sectorBytes())), "");
    } catch (IllegalArgumentException e) {
      return new Copy(
          Optional.empty(),
          "The partition table of %s cannot be copied: %s."
              .formatted(model.disk(), e.getMessage()));
    }
  }
}
