package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GrubConnectionTest {

  private static final String HEAD =
      "HTTP/1.1\r\nHost: boot\r\nUser-Agent: GRUB 2.12-9+deb13u1\r\n\r\n";

  @TempDir Path folder;
  private BootListener listener;
  private AgentImage agent;

  @BeforeEach
  void start() throws Exception {
    TestImage.small(folder);
    agent = new AgentImage(Files.write(folder.resolve("agent"), new byte[500]), folder);
    var place = new BootListener.Place("127.0.0.1", 0, URI.create("http://boot:8081"));
    listener = BootListener.start(place, new FakeBootDesk(), new ImageCatalog(folder), agent);
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    agent.close();
  }

  private Socket asked(String path) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout((int) GrubConnection.SCRIPT_LIMIT.multipliedBy(3).toMillis());
    socket
        .getOutputStream()
        .write(("GET " + path + " " + HEAD).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void theOneOfTheScriptIsTakenBackWhileGrubHoldsIt() throws Exception {
    try (var socket = asked("/boot/grub?mac=52-54-00-00-00-01")) {
      var said =
          new String(
              socket.getInputStream().readNBytes(GrubScript.BYTES), StandardCharsets.US_ASCII);
      assertThat(said).startsWith("HTTP/1.1 200 ").contains("starting the rescue system");
      assertThat(listenerHolds(socket)).isTrue();

      untilItEnds(socket);
      Thread.sleep(GrubConnection.SCRIPT_LIMIT.plusSeconds(2));

      assertThat(listenerHolds(socket)).isFalse();
    }
  }

  @Test
  void whatGrubEndsLeavesNothingBehind() throws Exception {
    var file = "/boot/image/" + TestImage.ID + "/" + FakeBootDesk.BOOT.text() + "/vmlinuz";
    try (var socket = asked(file)) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      socket.shutdownOutput();

      untilItEnds(socket);

      assertThat(listenerHolds(socket)).isFalse();
    }
  }

  private static void untilItEnds(Socket socket) {
    try {
      assertThat(socket.getInputStream().readAllBytes()).isNotNull();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  /// The listener's end of a connection is in the kernel's tables (proc_net_tcp), in whatever
  /// state.
  private boolean listenerHolds(Socket socket) throws Exception {
    var ports =
        Pattern.compile(":%04X [0-9A-F]+:%04X ".formatted(listener.port(), socket.getLocalPort()));
    Thread.sleep(500);
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .map(GrubConnectionTest::text)
        .anyMatch(table -> ports.matcher(table).find());
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
