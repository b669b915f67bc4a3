package org.lifeboot.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.lab.process.LabException;

class VirtualServerTest {

  private static final Drive SYSTEM =
      new Drive("system", Path.of("/cache/system.qcow2"), Drive.Kind.SATA, "A DISK", "SYS-1");
  private static final Drive DATA =
      new Drive("data", Path.of("/cache/data.qcow2"), Drive.Kind.NVME, "A DISK", "DATA-1");

  @Test
  void theNetworkIsTriedFirstThenTheDrives() {
    assertThat(VirtualServer.command(plan("/run/demo-1"), Accelerator.TCG))
        .contains(
            "virtio-net-pci,netdev=lan,bootindex=0,mac=52:54:00:00:00:01",
            "ide-hd,id=system,drive=system-file,bus=ide.0,model=A"
                + " DISK,serial=SYS-1,ver=1.0,bootindex=1",
            "nvme,id=data,drive=data-file,serial=DATA-1,bootindex=2");
  }

  @Test
  void aMediumIsTriedFirstWhenAskedForAndTheNetworkLast() {
    assertThat(
            VirtualServer.command(
                plan("/run/demo-1"),
                Accelerator.TCG,
                BootOrder.CD,
                Optional.of(Path.of("/run/rescue.iso"))))
        .contains(
            "ide-cd,id=cd,drive=cd-file,bus=ide.5,bootindex=0",
            "virtio-net-pci,netdev=lan,bootindex=90,mac=52:54:00:00:00:01")
        .anyMatch(word -> word.contains("\"filename\":\"/run/rescue.iso\""));
  }

  @Test
  void itsSerialPortIsKeptInAFileAlsoWhenItIsReachedByAPort() {
    assertThat(VirtualServer.command(plan("/run/demo-1"), Accelerator.TCG))
        .containsSequence("-serial", "file:/run/demo-1/console.log");
    assertThat(VirtualServer.command(plan("/run/demo-1").withSerialAt(4000), Accelerator.TCG))
        .contains("chardev:serial")
        .anyMatch(
            word -> word.contains("port=4000,server=on,wait=off,logfile=/run/demo-1/console.log,"));
  }

  @Test
  void emulatedProcessorsTakeTurns() {
    assertThat(VirtualServer.command(plan("/run/demo-1"), Accelerator.TCG))
        .containsSequence("-accel", "tcg,thread=single");
  }

  @Test
  void theServerWritesOnlyIntoItsOwnFolder() {
    assertThat(VirtualServer.command(plan("/run/demo-1"), Accelerator.TCG))
        .anyMatch(word -> word.contains("\"filename\":\"/run/demo-1/system.qcow2\""))
        .noneMatch(word -> word.contains("/cache/"));
  }

  @Test
  void qemusOwnDhcpNamesTheManagersStartScript() {
    assertThat(VirtualServer.command(plan("/run/demo-1"), Accelerator.TCG))
        .contains(
            "user,id=lan,bootfile=http://10.0.2.2:8081/boot/start.ipxe,hostfwd=tcp:127.0.0.1:2222-:22");
  }

  @Test
  void aFolderTooLongForASocketIsRefused() {
    assertThatThrownBy(() -> VirtualServer.start(plan("/tmp/" + "x".repeat(120)), Accelerator.TCG))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("choose a shorter --data");
  }

  @Test
  void aSerialNumberThatQemuWouldMisreadIsRefused() {
    assertThatThrownBy(
            () -> new Drive("data", Path.of("x"), Drive.Kind.NVME, "A DISK", "A,bootindex=0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static VirtualServer.Plan plan(String folder) {
    return new VirtualServer.Plan(
        "demo-1",
        Path.of(folder),
        "52:54:00:00:00:01",
        List.of(SYSTEM, DATA),
        new UserNetwork(8081, 2222));
  }
}
