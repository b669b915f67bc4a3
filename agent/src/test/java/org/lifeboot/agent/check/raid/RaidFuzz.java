package org.lifeboot.agent.check.raid;

import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;

/// RAID superblocks with anything in them, as mdadm tells of them.
public final class RaidFuzz {

  private RaidFuzz() {}

  public static void member(byte[] input) {
    switch (Mdadm.report("/dev/vda", Hostile.outcome(input))) {
      case Mdadm.Report.Found(Member member) -> {
        requireLine(member.arrayName(), 400);
        requireLine(member.level(), 400);
      }
      case Mdadm.Report.Unreadable(String reason) -> requireLine(reason, 500);
    }
  }
}
