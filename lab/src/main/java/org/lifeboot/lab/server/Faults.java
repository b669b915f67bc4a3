package org.lifeboot.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lifeboot.lab.process.LabException;

/// Faults of the hardware that are put into a virtual server while it runs.
public final class Faults {

  /// A valid, enabled, corrected error with an address (Intel SDM volume 3, "IA32_MCi_STATUS
  /// MSRs").
  private static final String CORRECTED = "0x9400000000000001";

  private static final int BANK = 4;

  private final Qmp monitor;
  private final long pid;

  Faults(Qmp monitor, long pid) {
    this.monitor = monitor;
    this.pid = pid;
  }

  /// A machine check: an error that the processor has corrected by itself.
  public void machineCheck(int cpu) {
    var command = "mce %d %d %s 0 0x12345000 0".formatted(cpu, BANK, CORRECTED);
    var _ = monitor.run("human-monitor-command", Map.of("command-line", command));
  }

  /// An NVMe drive's critical warnings from now on (NVM Express base specification, "SMART / Health
  /// Information"): 1 spare below threshold, 2 temperature, 4 reliability degraded, 8 read-only.
  public void nvmeWarning(String drive, int bits) {
    var _ =
        monitor.run(
            "qom-set",
            Map.of(
                "path",
                "/machine/peripheral/" + drive,
                "property",
                "smart_critical_warning",
                "value",
                bits));
  }

  /// A bit of the memory that is 1 whatever is written there, until closed.
  ///
  /// @param address physical, of the byte; below 2 GiB, where it is the place in QEMU's file too
  /// @param mask the bits of that byte that stick
  public StuckBit stuckBit(long address, int mask) {
    return StuckBit.at(memory(), address, mask);
  }

  /// The server's memory: a file without a name that QEMU has open.
  private Path memory() {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files
          .filter(file -> target(file).startsWith("/memfd:"))
          .findFirst()
          .orElseThrow(() -> new LabException("QEMU has no file for the server's memory"));
    } catch (IOException e) {
      throw new UncheckedIOException("looking for the server's memory", e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return ""; // it was closed meanwhile
    }
  }
}
