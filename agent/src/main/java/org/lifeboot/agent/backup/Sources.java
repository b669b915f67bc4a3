package org.lifeboot.agent.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Devices that are held, read-only, while they are copied; image files as they are.
public record Sources(Tools tools, Claims claims) {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int FILE_SECTOR_BYTES = 512;

  /// Copies one.
  public BackupReport with(Path from, Target to, Function<Source, BackupReport> copying) {
    if (Files.isRegularFile(from)) {
      return file(from, to, copying);
    }
    return switch (claims.hold(from.toString(), "backup")) {
      case ClaimAnswer.Refused(String holder) ->
          BackupReport.notDone(from.toString(), to.text(), from + " is " + holder);
      case ClaimAnswer.Failed(String reason) ->
          BackupReport.notDone(from.toString(), to.text(), reason);
      case ClaimAnswer.Granted(Claim claim) -> {
        try (claim) {
          yield device(from, claim, to, copying);
        }
      }
    };
  }

  private static BackupReport file(Path from, Target to, Function<Source, BackupReport> copying) {
    try {
      String name = from.toString();
      return copying.apply(
          new Source(name, from, false, FILE_SECTOR_BYTES, Files.size(from), name));
    } catch (IOException e) {
      return BackupReport.notDone(
          from.toString(), to.text(), "Reading it: " + HostileText.line(e.toString(), 400));
    }
  }

  private BackupReport device(
      Path from, Claim claim, Target to, Function<Source, BackupReport> copying) {
    OptionalLong size = number("--getsize64", claim.path());
    OptionalLong sector = number("--getss", claim.path());
    return size.isEmpty() || sector.isEmpty()
        ? BackupReport.notDone(from.toString(), to.text(), "The kernel does not tell its size.")
        : copying.apply(
            new Source(
                from.toString(),
                claim.path(),
                true,
                Math.toIntExact(sector.getAsLong()),
                size.getAsLong(),
                drive(from)));
  }

  private OptionalLong number(String what, Path device) {
    return tools.run(Command.of(LIMIT, "blockdev", what, device.toString()))
                instanceof Outcome.Exited(int code, String stdout, _)
            && code == 0
            && stdout.strip().matches("[1-9]\\d{0,17}")
        ? OptionalLong.of(Long.parseLong(stdout.strip()))
        : OptionalLong.empty();
  }

  private String drive(Path device) {
    var below = new BlockTree(Path.of("/")).disksBelow(device.toString());
    return switch (Lsblk.report(tools.run(Lsblk.command()))) {
      case Lsblk.Report.Found(var disks) ->
          disks.stream()
              .filter(disk -> below.contains(disk.device().replaceFirst("^/dev/", "")))
              .map(Sources::words)
              .collect(Collectors.joining(", "));
      case Lsblk.Report.Unreadable _ -> "";
    };
  }

  private static String words(Disk disk) {
    return (disk.model() + " " + disk.serial()).strip();
  }
}
