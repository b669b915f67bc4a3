package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.session.Memory;
import org.lifeboot.manager.session.Session;
import org.lifeboot.protocol.Inventory;

/// What the rescue system sees of the machine.
///
/// @param known the drives have been looked at
/// @param lookAgainAction where the "look again" form goes; empty where nobody can look
/// @param lastSeenAt the rescue system's last sign of life
public record MachineView(
    boolean known,
    List<DriveView> drives,
    Optional<MemoryView> memory,
    Optional<Instant> lastSeenAt,
    String lookAgainAction,
    String csrf) {

  /// Memory in words and as a share.
  ///
  /// @param percent used, 0 to 100
  public record MemoryView(String used, String total, int percent) {
    static MemoryView of(Memory memory) {
      long total = Math.max(1, memory.totalBytes());
      return new MemoryView(
          Sizes.memory(memory.usedBytes()),
          Sizes.memory(memory.totalBytes()),
          (int) Math.clamp(100.0 * memory.usedBytes() / total, 0, 100));
    }
  }

  /// Which drives expect to fail, told before everything else about them.
  public List<String> warnings() {
    return drives.stream()
        .filter(drive -> drive.verdict().tone() == Tone.BAD)
        .map(
            drive ->
                "A drive is failing: %s, serial number %s (%s). Copy what you need from it first."
                    .formatted(drive.model(), drive.serial(), drive.device()))
        .toList();
  }

  static MachineView of(
      Session session, Optional<Inventory> inventory, String lookAgainAction, String csrf) {
    return new MachineView(
        inventory.isPresent(),
        inventory.stream().flatMap(all -> all.drives().stream()).map(DriveView::of).toList(),
        session.memory().map(MemoryView::of),
        session.lastSeenAt(),
        session.credentials().isPresent() ? lookAgainAction : "",
        csrf);
  }
}
