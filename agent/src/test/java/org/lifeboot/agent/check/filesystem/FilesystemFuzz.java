package org.lifeboot.agent.check.filesystem;

import static org.lifeboot.agent.tool.Hostile.require;
import static org.lifeboot.agent.tool.Hostile.requireLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.protocol.CheckReport;

/// What repair tools say of file systems made to confuse them, and superblocks with anything in
/// them.
public final class FilesystemFuzz {

  private FilesystemFuzz() {}

  private static void judged(Rehearsed judged) {
    requireLine(judged.reason(), 2_000);
    require(judged.findings().size() <= CheckReport.MOST_FINDINGS, "too many findings");
    judged.findings().forEach(finding -> requireLine(finding.text(), 1_000));
  }

  public static void ext(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    judged(E2fsck.report(outcome, outcome));
    judged(E2fsck.report(new Outcome.Exited(0, "", ""), outcome));
    Ext.room(outcome);
    require(Ext.entries(outcome) >= 0, "fewer than none");
  }

  public static void xfs(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    judged(XfsRepair.report(outcome));
    judged(XfsRepair.report((Outcome.Exited) outcome, outcome));
    XfsLog.replay(outcome);
    XfsDb.room(outcome);
    require(XfsDb.entries(outcome) >= 0, "fewer than none");
  }

  public static void others(byte[] input) {
    Outcome outcome = Hostile.outcome(input);
    judged(BtrfsCheck.report(outcome));
    judged(FsckFat.report(outcome));
    judged(FsckExfat.report(outcome));
    judged(FsckF2fs.report(outcome));
    judged(FsckJfs.report(outcome));
    judged(Reiserfsck.report(outcome));
    judged(Ntfs.report(outcome, outcome));
    ScratchCopy.usedBytes(outcome);
  }

  /// A superblock, of which the file system claims anything.
  public static void superblock(byte[] input) {
    try {
      Path file = Files.createTempFile("lifeboot-fuzz", ".img");
      try {
        Files.write(file, input);
        try (var bytes = new Bytes(file)) {
          for (String type : new String[] {"ext4", "xfs", "vfat", "exfat", "ntfs", "f2fs"}) {
            require(ClaimedSize.of(type, bytes).orElse(1) > 0, "a size below zero");
          }
          Traces.of(bytes).ifPresent(words -> requireLine(words, 1_000));
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
