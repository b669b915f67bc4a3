package org.lifeboot.agent.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrivePlaceTest {

  @TempDir Path root;

  private Path folder(String path) throws IOException {
    return Files.createDirectories(root.resolve(path));
  }

  private void link(String from, Path to) throws IOException {
    Files.createSymbolicLink(folder(from).resolve("device"), to);
  }

  private DrivePlace place() {
    return new DrivePlace(root);
  }

  @Test
  void aDriveInAnEnclosureIsNamedByItsSlot() throws Exception {
    Path drive = folder("sys/devices/pci0/host0/target0:0:3/0:0:3:0");
    link("sys/block/sdb", drive);
    link("sys/class/enclosure/0:0:8:0/Slot 04", drive);
    Files.writeString(root.resolve("sys/class/enclosure/0:0:8:0/Slot 04/slot"), "3\n");
    folder("sys/class/enclosure/0:0:8:0/Slot 05");

    assertThat(place().of("/dev/sdb")).contains("slot 3 of enclosure 0:0:8:0");
  }

  @Test
  void anNvmeDriveIsNamedByItsPciSlotOrElseByItsAddress() throws Exception {
    Path controller = folder("sys/devices/pci0/0000:01:00.0/nvme/nvme0");
    Files.writeString(controller.resolve("address"), "0000:01:00.0\n");
    link("sys/block/nvme0n1", controller);
    assertThat(place().of("/dev/nvme0n1")).contains("PCI address 0000:01:00.0");

    Files.writeString(folder("sys/bus/pci/slots/5").resolve("address"), "0000:01:00\n");
    assertThat(place().of("/dev/nvme0n1")).contains("PCI slot 5");
  }

  @Test
  void aSataDriveIsNamedByItsPort() throws Exception {
    link("sys/block/sda", folder("sys/devices/pci0/ata2/host1/target1:0:0/1:0:0:0"));

    assertThat(place().of("/dev/sda")).contains("port ata2");
  }

  @Test
  void whatTheKernelDoesNotKnowIsNotKnown() throws Exception {
    link("sys/block/vda", folder("sys/devices/pci0/virtio1"));

    assertThat(place().of("/dev/vda")).isEmpty();
    assertThat(place().of("/dev/sdz")).isEmpty();
    assertThat(place().of("/dev/bus/0,megaraid,5")).isEmpty();
    assertThat(place().of("")).isEmpty();
  }
}
