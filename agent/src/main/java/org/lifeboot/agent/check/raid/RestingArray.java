package org.lifeboot.agent.check.raid;

import java.util.List;
import org.lifeboot.protocol.Verdict;

/// Judges an array that is not assembled, by what its members' superblocks say.
///
/// @param name `host:0`, or the array's UUID
/// @param members all that were found, at least one
record RestingArray(String name, List<Member> members) {

  /// mdadm's own rule when it assembles: one change more or less is the same.
  private static final long SAME_EVENTS = 1;

  RestingArray {
    members = List.copyOf(members);
  }

  void look(Seen seen) {
    Member freshest = freshest();
    seen.fact(name, "level", freshest.level(), "");
    seen.fact(name, "state", "not assembled, " + freshest.state(), "");
    seen.fact(name, "members", Integer.toString(members.size()), "");
    members.forEach(member -> look(member, seen));
    long there = members.stream().filter(this::fresh).filter(each -> !each.spare()).count();
    long missing = Math.max(freshest.devices() - there, knownMissing(freshest));
    if (missing > 0) {
      degraded(freshest, missing, seen);
    } else {
      String text = "All members are there; it is not assembled, and was left so.";
      seen.found(name, Verdict.PASSED, text, "");
    }
    if (freshest.state().startsWith("active")) {
      String text =
          "It was in use when the server stopped: it will be synchronised when it is assembled.";
      seen.found(name, Verdict.PASSED, text, "");
    }
  }

  private void degraded(Member freshest, long missing, Seen seen) {
    String text =
        "The array is degraded: %d of %d members %s missing."
            .formatted(missing, freshest.devices(), missing == 1 ? "is" : "are");
    String advice = "Look for the missing disk; have it replaced. Save the data first.";
    seen.found(name, Verdict.FAILED, text, advice);
  }

  private Member freshest() {
    Member freshest = members.getFirst();
    for (Member member : members) {
      if (member.events() > freshest.events()) {
        freshest = member;
      }
    }
    return freshest;
  }

  private boolean fresh(Member member) {
    return freshest().events() - member.events() <= SAME_EVENTS;
  }

  /// `A.`: the second member was missing when the array last changed.
  private static long knownMissing(Member freshest) {
    return freshest.arrayState().chars().filter(letter -> letter == '.').count();
  }

  private void look(Member member, Seen seen) {
    seen.fact(member.device(), "member of " + name, member.role(), "");
    if (!fresh(member)) {
      String text =
          "This member of %s was left behind: it has seen %d changes of the array, others %d."
              .formatted(name, member.events(), freshest().events());
      String advice = "Check the disk; its copy is old. Do not add it before you know why.";
      seen.found(member.device(), Verdict.WARNING, text, advice);
    }
  }
}
