package org.lifeboot.lab.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lifeboot.lab.process.LabException;

/// The drives of demo-1, as `lab/disks/build` made them: an installed Debian whose /etc/fstab names
/// a file system that no drive has, and the drive with the customers' files that it waits for.
///
/// @param folder what `lab/disks/build` printed
public record DemoDisks(Path folder) {

  public static final String SYSTEM_MODEL = "LIFEBOOT SATA DISK";
  public static final String SYSTEM_SERIAL = "LB-SYS-0001";
  public static final String DATA_SERIAL = "LB-DATA-0002";

  /// What the installed system's boot loader says; nothing else says it.
  public static final String BOOT_LINE =
      "GRUB: starting the installed system of demo-1 from its own disk";

  /// The kernel argument that only the installed system's kernel has.
  public static final String KERNEL_LINE = "root=UUID=5eed0001-0d15-4a11-b007-000000000001";

  /// systemd giving up on the file system that does not exist.
  public static final String FAULT_LINE = "Dependency failed for srv-customers.mount";

  /// The UUID that the system's fstab names, and no drive has.
  public static final String MISSING_UUID = "0ddba11f-dead-4bad-a11d-ab5e0f0d15c0";

  /// The UUID of the file system on the data drive.
  public static final String DATA_UUID = "5eed0003-0d15-4a11-b007-000000000003";

  public DemoDisks {
    for (var image : List.of("system.qcow2", "data.qcow2")) {
      if (!Files.isReadable(folder.resolve(image))) {
        throw new LabException(
            "the demo's drives are not built: there is no %s in %s (lab/disks/build makes it)"
                .formatted(image, folder));
      }
    }
  }

  public List<Drive> drives() {
    return List.of(
        new Drive(
            "system", folder.resolve("system.qcow2"), Drive.Kind.SATA, SYSTEM_MODEL, SYSTEM_SERIAL),
        new Drive(
            "data", folder.resolve("data.qcow2"), Drive.Kind.NVME, "QEMU NVME CTRL", DATA_SERIAL));
  }
}
