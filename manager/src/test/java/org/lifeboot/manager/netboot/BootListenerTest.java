package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BootListenerTest {

  private static final String BOOT = FakeBootDesk.BOOT.text();
  private static final String IMAGE = "/boot/image/" + TestImage.ID + "/" + BOOT + "/";

  @TempDir Path folder;
  private final FakeBootDesk desk = new FakeBootDesk();
  private final HttpClient client = HttpClient.newHttpClient();
  private BootListener listener;
  private AgentImage agent;

  @BeforeEach
  void start() throws Exception {
    TestImage.small(folder);
    agent = new AgentImage(Files.write(folder.resolve("agent"), TestImage.bytes(5000, 9)), folder);
    var place = new BootListener.Place("127.0.0.1", 0, URI.create("http://boot:8081"));
    listener = BootListener.start(place, desk, new ImageCatalog(folder), agent);
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    agent.close();
    client.close();
  }

  @Test
  void aServerInRescueGetsTheScriptOfItsOwnBoot() throws Exception {
    var answer = get("/boot/ipxe?mac=52-54-00-00-00-01&ip=10.0.2.15&dhcp=10.0.2.2&platform=pcbios");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .startsWith("#!ipxe\n")
        .contains(
            "kernel --timeout 30000 http://boot:8081" + IMAGE + "vmlinuz boot=live ip=dhcp fetch=")
        .contains("/boot/session/" + BOOT + "/session.img");
    assertThat(desk.clients)
        .containsExactly(new BootClient("10.0.2.15", "10.0.2.2", "", "", "pcbios"));
  }

  /// As boot.address has it by itself.
  @Test
  void onAllAddressesItAnswersByIpv6Too() throws Exception {
    var all = new BootListener.Place("0.0.0.0", 0, URI.create("http://[::1]:8081"));
    try (var open = BootListener.start(all, desk, new ImageCatalog(folder), agent)) {
      var address = "http://[::1]:%d/boot/grub?mac=52-54-00-00-00-01".formatted(open.port());

      var answer =
          client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("if linux '(http,[::1]:8081)/boot/image/");
    }
  }

  @Test
  void aServerForMemtestGetsTheFileOfItsFirmware() throws Exception {
    TestImage.withMemtest(folder);

    assertThat(text(get("/boot/ipxe?mac=52-54-00-00-00-03&platform=pcbios")))
        .contains(
            "kernel --timeout 30000 http://boot:8081" + IMAGE + "memtest.bin console=ttyS0,115200");
    assertThat(text(get("/boot/ipxe?mac=52-54-00-00-00-03&platform=efi")))
        .contains("http://boot:8081" + IMAGE + "memtest.efi console=ttyS0,115200");
  }

  @Test
  void memtestIsSentAndTheEndOfItIsTold() throws Exception {
    TestImage.withMemtest(folder);
    var answer = get(IMAGE + "memtest.bin");

    assertThat(answer.body()).isEqualTo(TestImage.bytes(4000, 4));
    assertThat(desk.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("memtest started 4000");
    assertThat(desk.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("memtest sent 4000");
  }

  @Test
  void memtestOfAnotherBootIsNothing() throws Exception {
    TestImage.withMemtest(folder);

    assertThat(get(IMAGE.replace(BOOT, "f".repeat(32)) + "memtest.bin").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anImageWithoutMemtestSendsTheServerToItsDisk() throws Exception {
    assertThat(text(get("/boot/ipxe?mac=52-54-00-00-00-03")))
        .contains("Memtest86+ for demo-3 is not available, see the Manager")
        .endsWith("exit\n");
    assertThat(get(IMAGE + "memtest.bin").statusCode()).isEqualTo(404);
  }

  @Test
  void aControllerReadsTheRescueIsoInPieces() throws Exception {
    try (var served = withMedium(iso("HTTP://BOOT:8081"))) {
      var answer = piece(served, "server-1", 32768, 32773);

      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo("\1CD001");
      assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 32768-32773/36864");
      var length = HttpRequest.newBuilder(medium(served, "server-1")).HEAD().build();
      assertThat(
              client.send(length, BodyHandlers.ofString()).headers().firstValue("Content-Length"))
          .hasValue("36864");
    }
  }

  @Test
  void theIsoOfAServerWithASetNetworkTellsItAndNothingElseDiffers() throws Exception {
    try (var served = withMedium(iso("HTTP://BOOT:8081"))) {
      var usual = piece(served, "server-1", 0, 36863).body();
      var own = piece(served, "server-2", 0, 36863).body();

      assertThat(own.substring(34816))
          .startsWith(
              "# The network of this server, as its Manager knows it\n"
                  + "set network='BOOTIF=01-52-54-00-00-00-02 ip=10.0.4.21::10.0.4.1:24:::none"
                  + " vlan=vlan12'\n\n");
      assertThat(own.substring(0, 34816)).isEqualTo(usual.substring(0, 34816));
      assertThat(own).hasSameSizeAs(usual);
      assertThat(usual.substring(34816).strip())
          .isEqualTo("# The network of this server, as its Manager knows it");
      int middle = 34816 + 65;
      assertThat(piece(served, "server-2", middle, middle + 9).body())
          .isEqualTo(own.substring(middle, middle + 10));
    }
  }

  @Test
  void theControllerOfNoServerGetsNothing() throws Exception {
    try (var served = withMedium(iso("HTTP://BOOT:8081"))) {
      assertThat(piece(served, "server-9", 0, 9).statusCode()).isEqualTo(404);
    }
    assertThat(get(MediumFile.place("server-1")).statusCode()).isEqualTo(404);
  }

  @Test
  void anIsoThatAsksAnotherManagerIsNotServed() throws Exception {
    var other = iso("http://192.0.2.1");
    assertThat(new MediumFile(Optional.of(other), URI.create("http://boot:8081")).problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .contains("asks http://192.0.2.1, not http://boot:8081", "--manager"));
    try (var served = withMedium(other)) {
      assertThat(piece(served, "server-1", 0, 9).statusCode()).isEqualTo(404);
    }
    assertThat(new MediumFile(Optional.of(iso("")), URI.create("http://boot:8081/")).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("asks no Manager"));
  }

  @Test
  void aFileThatIsNoIsoIsSaidToBeNone() throws Exception {
    var text = Files.writeString(folder.resolve("text"), "no image");

    assertThat(new MediumFile(Optional.of(text), URI.create("http://boot:8081")).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("cannot be read"));
  }

  private static URI medium(BootListener served, String server) {
    return URI.create("http://127.0.0.1:" + served.port() + MediumFile.place(server));
  }

  private HttpResponse<String> piece(BootListener served, String server, int first, int last)
      throws Exception {
    var request =
        HttpRequest.newBuilder(medium(served, server))
            .header("Range", "bytes=%d-%d".formatted(first, last))
            .build();
    return client.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private BootListener withMedium(Path iso) {
    var manager = URI.create("http://boot:8081");
    var medium = new MediumFile(Optional.of(iso), manager);
    return BootListener.start(
        new BootListener.Place("127.0.0.1", 0, manager),
        desk,
        new BootListener.Content(new ImageCatalog(folder), agent, medium));
  }

  /// As much of one as is looked at.
  private Path iso(String publisher) throws IOException {
    var bytes = new byte[18 * 2048];
    var descriptor = "\1CD001\1".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(descriptor, 0, bytes, 32768, descriptor.length);
    Arrays.fill(bytes, 32768 + 318, 32768 + 446, (byte) ' ');
    var text = publisher.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, bytes, 32768 + 318, text.length);
    System.arraycopy(MediumPage.empty(), 0, bytes, 17 * 2048, MediumPage.BYTES);
    return Files.write(folder.resolve("rescue.iso"), bytes);
  }

  @Test
  void theScriptHoldsNoToken() throws Exception {
    assertThat(text(get("/boot/ipxe?mac=52:54:00:00:00:01"))).doesNotContain("token-1");
  }

  @Test
  void aMachineThatNobodyRegisteredGetsNothingAndIsToldOfWithAllItsCards() throws Exception {
    var answer = get("/boot/ipxe?mac=52-54-00-00-00-99&mac=52-54-00-00-00-98&mac=&platform=efi");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
    assertThat(desk.seen).endsWith("stranger [52:54:00:00:00:99, 52:54:00:00:00:98] efi");
  }

  @Test
  void aServerThatIsKnownByItsSecondCardIsFound() throws Exception {
    var answer = get("/boot/ipxe?mac=52-54-00-00-00-99&mac=&mac=52-54-00-00-00-02&mac=");

    assertThat(text(answer)).contains("boots from its disk", "exit");
    assertThat(desk.seen).containsExactly("asked 52:54:00:00:00:99", "asked 52:54:00:00:00:02");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/boot/ipxe?mac=52:54:00:00:00:99",
        "/boot/ipxe?mac=nonsense",
        "/boot/ipxe",
        "/",
        "/boot",
        "/boot/",
        "/boot/image/",
        "/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/image.json",
        "/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/",
        "/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/..%2fagent",
        "/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/%2e%2e/agent",
        "/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/vmlinuz%00",
        "/boot/image/0123456789abcde0/00112233445566778899aabbccddeeff/vmlinuz",
        "/boot/image/0123456789abcdef/ffffffffffffffffffffffffffffffff/vmlinuz",
        "/boot/image/0123456789abcdef/00112233445566778899AABBCCDDEEFF/vmlinuz",
        "/boot/agent/0000/00112233445566778899aabbccddeeff/agent.img",
        "/api/v1/servers",
        "/login"
      })
  void whatIsNotABootFileIsNothing(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/boot/ipxe?mac=52:54:00:00:00:01",
    "PUT,/boot/start.ipxe",
    "DELETE,/boot/start.ipxe",
    "OPTIONS,/boot/start.ipxe",
    "TRACE,/boot/start.ipxe",
    "HEAD,/boot/ipxe?mac=52:54:00:00:00:01"
  })
  void otherMethodsAreNothingAndChangeNothing(String method, String path) throws Exception {
    var answer = send(request(path).method(method, BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
    assertThat(desk.seen).isEmpty();
  }

  @Test
  void theSessionFileIsHandedOutOnce() throws Exception {
    var first = get("/boot/session/" + BOOT + "/session.img");
    var second = get("/boot/session/" + BOOT + "/session.img");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(text(first)).contains("token-1");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(second.statusCode()).isEqualTo(410);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void theSquashfsComesWholeAndItsEndIsReported() throws Exception {
    var answer = get(IMAGE + "filesystem.squashfs");

    assertThat(answer.body()).isEqualTo(TestImage.bytes(300_000, 3));
    assertThat(answer.headers().firstValue("Content-Length")).contains("300000");
    assertThat(desk.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("squashfs started 300000");
    assertThat(desk.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("squashfs sent 300000");
  }

  @Test
  void aDownloadCanGoOnWhereItStopped() throws Exception {
    var answer = send(request(IMAGE + "vmlinuz").header("Range", "bytes=900-").build());

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 900-999/1000");
    assertThat(answer.body()).hasSize(100).endsWith(TestImage.bytes(1000, 1)[999]);
  }

  @Test
  void aRangeOfAnotherContentGetsTheWholeFile() throws Exception {
    var request =
        request(IMAGE + "vmlinuz").header("Range", "bytes=900-").header("If-Range", "\"old\"");

    var answer = send(request.build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(TestImage.bytes(1000, 1));
  }

  @Test
  void aRangeOutsideOfTheFileIsToldTheSize() throws Exception {
    var answer = send(request(IMAGE + "vmlinuz").header("Range", "bytes=5000-").build());

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */1000");
  }

  @Test
  void headTellsTheSizeAndIsNoFetch() throws Exception {
    var answer =
        send(
            request(IMAGE + "filesystem.squashfs").method("HEAD", BodyPublishers.noBody()).build());

    assertThat(answer.headers().firstValue("Content-Length")).contains("300000");
    assertThat(desk.seen).isEmpty();
  }

  @Test
  void aClientThatGoesAwayHasNotFetchedTheFile() throws Exception {
    TestImage.in(
        folder,
        Map.of(
            "vmlinuz",
            new byte[1],
            "initrd.img",
            new byte[1],
            "filesystem.squashfs",
            new byte[64 << 20]));

    try (var socket = connection()) {
      ask(socket, IMAGE + "filesystem.squashfs");
      assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
      socket.setSoLinger(true, 0);
    }

    assertThat(desk.seen.poll(10, TimeUnit.SECONDS)).isEqualTo("squashfs started 67108864");
    assertThat(desk.seen.poll(10, TimeUnit.SECONDS)).isEqualTo("squashfs broken off");
  }

  @Test
  void aMissingImageSendsTheServerToItsDisk() throws Exception {
    Files.delete(folder.resolve("image.json"));

    assertThat(text(get("/boot/ipxe?mac=52:54:00:00:00:01"))).contains("not available", "exit");
  }

  @Test
  void anAddressThatAsksForScriptsTooOftenIsHeldBack() throws Exception {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 400; i++) {
      statuses.add(get("/boot/ipxe?mac=52:54:00:00:00:99").statusCode());
    }

    assertThat(statuses).startsWith(404, 404, 404).contains(429);
  }

  @Test
  void oneAddressCannotTakeAllConnections() throws Exception {
    var held = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 64; i++) {
        held.add(connection());
        assertThat(answers(held.getLast())).isTrue();
      }
      try (var oneTooMany = connection()) {
        ask(oneTooMany, "/boot/start.ipxe");
        assertThat(answered(oneTooMany)).isEmpty();
      }
    } finally {
      for (var socket : held) {
        socket.close();
      }
    }
  }

  @Test
  void aRequestThatIsTooLongOrNotHttpIsNothing() throws Exception {
    try (var socket = connection()) {
      ask(socket, "/boot/" + "a".repeat(20_000));
      assertThat(answered(socket)).doesNotContain("Jetty", "<html");
    }
    try (var socket = connection()) {
      socket.getOutputStream().write(TestImage.bytes(300, 4));
      assertThat(answered(socket)).doesNotContain("Jetty", "<html");
    }
  }

  private Socket connection() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static void ask(Socket socket, String path) throws IOException {
    var request = "GET " + path + " HTTP/1.1\r\nHost: boot\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /// True once the connection is taken and answered; it stays open.
  private static boolean answers(Socket socket) throws IOException {
    var request = "HEAD /boot/start.ipxe HTTP/1.1\r\nHost: boot\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket.getInputStream().read() > 0;
  }

  private static String answered(Socket socket) {
    try {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path));
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.US_ASCII);
  }
}
