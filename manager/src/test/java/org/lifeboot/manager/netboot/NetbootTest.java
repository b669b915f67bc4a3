package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.process.Programs;

/// Real firmware (SeaBIOS) and real iPXE in a virtual server against the boot port. Kernel and disk
/// are stand-ins of one sector that say on the serial port that they were started.
@Timeout(180)
class NetbootTest {

  private static final List<String> ENDS =
      List.of("DISK BOOTED", "Lifeboot: all boot files are here, starting the kernel");

  @TempDir Path folder;
  private final FakeBootDesk desk = new FakeBootDesk();

  @Test
  void aServerAskedIntoRescueFetchesItsFilesInOrderTheSessionLast() throws Exception {
    try (var boot = bootPort()) {
      var console = console(FakeBootDesk.IN_RESCUE.text(), boot.port());

      assertThat(console)
          .contains("Lifeboot: starting the rescue system for demo-1")
          .endsWith("Lifeboot: all boot files are here, starting the kernel");
      assertThat(desk.seen)
          .containsExactly(
              "asked 52:54:00:00:00:01",
              "kernel started 1000",
              "initrd started 2000",
              "agent started 5632",
              "session-file taken");
      assertThat(desk.clients.remove().platform()).isEqualTo("pcbios");
    }
  }

  @Test
  void aServerThatCannotHaveOneOfTheFilesBootsItsDisk() throws Exception {
    try (var boot = bootPort()) {
      desk.takeSessionFile(FakeBootDesk.BOOT);

      var console = console(FakeBootDesk.IN_RESCUE.text(), boot.port());

      assertThat(console)
          .contains("Lifeboot: the rescue system could not be loaded, booting from disk")
          .endsWith("DISK BOOTED");
    }
  }

  @Test
  void aServerOnDiskLeavesTheNetworkBoot() throws Exception {
    try (var boot = bootPort()) {
      var console = console(FakeBootDesk.ON_DISK.text(), boot.port());

      assertThat(console).contains("Lifeboot: demo-2 boots from its disk").endsWith("DISK BOOTED");
    }
  }

  @Test
  void aServerThatIsNotRegisteredBootsItsDisk() throws Exception {
    try (var boot = bootPort()) {
      var console = console("52:54:00:00:00:99", boot.port());

      assertThat(console).contains("nothing for this server").endsWith("DISK BOOTED");
    }
  }

  @Test
  void withTheManagerStoppedAServerBootsItsDisk() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    assertThat(console(FakeBootDesk.IN_RESCUE.text(), nobody)).endsWith("DISK BOOTED");
  }

  private BootListener bootPort() throws IOException {
    var image =
        TestImage.in(
            Files.createDirectories(folder.resolve("image")),
            Map.of(
                "vmlinuz",
                TestImage.bytes(1000, 1),
                "initrd.img",
                TestImage.bytes(2000, 2),
                "filesystem.squashfs",
                TestImage.bytes(3000, 3)));
    var bundle = Files.write(folder.resolve("agent"), TestImage.bytes(5000, 9));
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var place = new BootListener.Place("127.0.0.1", port, URI.create("http://10.0.2.2:" + port));
    return BootListener.start(place, desk, new ImageCatalog(image), new AgentImage(bundle, folder));
  }

  /// Switches a virtual server on, with the network first and the disk second.
  ///
  /// @return all that its console showed until the disk booted
  private String console(String mac, int port) throws Exception {
    var disk = disk();
    var lines = new LinkedBlockingQueue<String>();
    var command =
        List.of(
            "qemu-system-x86_64",
            "-accel",
            "tcg",
            "-m",
            "256",
            "-nodefaults",
            "-display",
            "none",
            "-machine",
            "graphics=off",
            "-serial",
            "stdio",
            "-boot",
            "order=nc",
            "-drive",
            "file=" + disk + ",format=raw,if=virtio",
            "-netdev",
            "user,id=n,bootfile=http://10.0.2.2:" + port + "/boot/start.ipxe",
            "-device",
            "virtio-net-pci,netdev=n,mac=" + mac);
    var console = new StringBuilder();
    try (var _ = Programs.start(command, lines::add)) {
      while (!ENDS.contains(lastLine(console))) {
        var line = lines.poll(120, TimeUnit.SECONDS);
        assertThat(line).as("next console line after:%n%s", console).isNotNull();
        console.append('\n').append(line.strip());
      }
    }
    return console.toString();
  }

  private static String lastLine(StringBuilder console) {
    return console.substring(console.lastIndexOf("\n") + 1);
  }

  private Path disk() throws IOException {
    return Files.write(folder.resolve("disk.img"), Arrays.copyOf(program("DISK BOOTED"), 1 << 20));
  }

  /// A first sector that writes a line to the first serial port and stops.
  private static byte[] program(String line) {
    var code = HexFormat.of().parseHex("31c08ed8be157cac84c07406baf803eeebf5f4ebfd");
    var text = ("\r\n" + line + "\r\n\0").getBytes(StandardCharsets.US_ASCII);
    var sector = Arrays.copyOf(code, 512);
    System.arraycopy(text, 0, sector, code.length, text.length);
    sector[510] = 0x55;
    sector[511] = (byte) 0xaa;
    return sector;
  }
}
