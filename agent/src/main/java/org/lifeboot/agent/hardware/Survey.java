package org.lifeboot.agent.hardware;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.lifeboot.agent.storage.Disk;
import org.lifeboot.agent.storage.Lsblk;
import org.lifeboot.agent.storage.Udevadm;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.Inventory;

/// Looks at all drives: lists them, then asks each for its SMART report, several at once. Reads
/// only.
public final class Survey {

  /// A slow drive must not hold up the others; more at once than this costs memory for nothing.
  private static final int AT_ONCE = 8;

  private final Tools tools;
  private final DrivePlace place;

  /// A survey.
  ///
  /// @param root `/`; another folder in tests
  public Survey(Tools tools, Path root) {
    this.tools = tools;
    this.place = new DrivePlace(root);
  }

  /// How a survey went.
  public sealed interface Result {
    record Taken(Inventory inventory) implements Result {}

    record NotTaken(String reason) implements Result {}
  }

  public Result take() {
    tools.run(Udevadm.settle()); // what is known by then is told, late drives or not
    return switch (Lsblk.report(tools.run(Lsblk.command()))) {
      case Lsblk.Report.Unreadable(String reason) -> new Result.NotTaken(reason);
      case Lsblk.Report.Found(List<Disk> disks) -> ask(disks);
    };
  }

  private Result ask(List<Disk> disks) {
    var slots = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Smartctl.Report>> reports = new ArrayList<>();
      for (Disk disk : disks) {
        reports.add(threads.submit(() -> report(disk, slots)));
      }
      List<Inventory.Drive> drives = new ArrayList<>();
      for (int i = 0; i < disks.size(); i++) {
        drives.add(drive(disks.get(i), reports.get(i).get()));
      }
      return new Result.Taken(new Inventory(drives));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.NotTaken("listing the drives: the Agent is ending");
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the drives for SMART", e.getCause());
    }
  }

  private Smartctl.Report report(Disk disk, Semaphore slots) throws InterruptedException {
    if (disk.transport().equals("virtio")) {
      return Smartctl.Report.unknown("This is a virtual drive; it does not report SMART.");
    }
    slots.acquire();
    try {
      return Smartctl.report(tools.run(Smartctl.command(disk.device())));
    } finally {
      slots.release();
    }
  }

  private Inventory.Drive drive(Disk disk, Smartctl.Report report) {
    return new Inventory.Drive(
        disk.device(),
        first(report.model(), disk.model()),
        first(report.serial(), disk.serial()),
        first(report.firmware(), disk.firmware()),
        disk.transport(),
        disk.rotational(),
        disk.sizeBytes(),
        report.smart(),
        disk.contents(),
        place.of(disk.device()).orElse(""));
  }

  private static String first(String preferred, String other) {
    return preferred.isEmpty() ? other : preferred;
  }
}
