package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server with UEFI fetches: by its firmware's HTTP Boot, or GRUB for it; and what a running
/// Linux does.
@Timeout(30)
class ScriptsBootTest {

  private static final String BOOT = FakeBootDesk.BOOT.text();

  @TempDir Path folder;
  private final FakeBootDesk desk = new FakeBootDesk();
  private final HttpClient client = HttpClient.newHttpClient();
  private BootListener listener;
  private AgentImage agent;

  @BeforeEach
  void start() throws Exception {
    TestImage.withUefi(folder);
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

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + listener.port() + path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String text(String path) throws IOException, InterruptedException {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  @Test
  void theFirmwareFetchesTheSignedProgramsAndGrubItsFirstScript() throws Exception {
    assertThat(get("/boot/efi/shimx64.efi").body()).isEqualTo(TestImage.bytes(6000, 6));
    assertThat(get("/boot/efi/grubx64.efi").body()).isEqualTo(TestImage.bytes(7000, 7));
    assertThat(get("/boot/efi//grubx64.efi").body())
        .as("as shim asks that came by HTTP Boot")
        .isEqualTo(TestImage.bytes(7000, 7));
    assertThat(text("/grub/grub.cfg")).contains("source \"(http,boot:8081)/boot/grub?mac=");
    assertThat(desk.seen).as("that is no boot attempt").isEmpty();
  }

  /// As GRUB does that the firmware's HTTP Boot has loaded, before it reads each file.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/grub/grub.cfg",
        "/boot/grub?mac=52:54:00:00:00:01",
        "/boot/grub?mac=52:54:00:00:00:02",
        "/boot/grub?mac=52:54:00:00:00:03",
        "/boot/session/00112233445566778899aabbccddeeff/session.img"
      })
  void theLengthIsToldBeforehandAndThatBeginsNothing(String path) throws Exception {
    var address = URI.create("http://127.0.0.1:" + listener.port() + path);
    var head =
        client.send(
            HttpRequest.newBuilder(address).HEAD().build(), HttpResponse.BodyHandlers.discarding());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(desk.seen).isEmpty();
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(get(path).body().length);
  }

  @Test
  void nothingElseIsServedBesideThem() throws Exception {
    assertThat(get("/boot/efi/vmlinuz").statusCode()).isEqualTo(404);
    assertThat(get("/boot/efi/revocations_sku.efi").headers().firstValue("connection"))
        .as("a firmware waits for the end of the connection")
        .contains("close");
    assertThat(get("/boot/efi/..%2fagent").statusCode()).isEqualTo(404);
    assertThat(get("/grub/x86_64-efi/command.lst").statusCode()).isEqualTo(404);
  }

  @Test
  void anImageWithoutThemAnswersNothing() throws Exception {
    TestImage.small(folder);

    assertThat(get("/boot/efi/shimx64.efi").statusCode()).isEqualTo(404);
  }

  @Test
  void aServerInRescueGetsTheScriptOfItsOwnBoot() throws Exception {
    assertThat(text("/boot/grub?mac=52:54:00:00:00:01&ip=10.0.2.15&dhcp=10.0.2.2&platform=efi"))
        .startsWith("echo 'Lifeboot: starting the rescue system for demo-1'\n")
        .contains("BOOTIF=01-52-54-00-00-00-01")
        .contains("/boot/session/" + BOOT + "/session.img");
    assertThat(desk.clients)
        .containsExactly(new BootClient("10.0.2.15", "10.0.2.2", "", "", "efi"));
  }

  @Test
  void theOthersGoToTheirDisksOrGetNothing() throws Exception {
    assertThat(text("/boot/grub?mac=52:54:00:00:00:02")).contains("demo-2 boots from its disk");
    assertThat(text("/boot/grub?mac=52:54:00:00:00:03")).contains("Memtest86+ for demo-3 is not");
    assertThat(get("/boot/grub?mac=52:54:00:00:00:99").statusCode()).isEqualTo(404);
    assertThat(get("/boot/grub?mac=").statusCode()).isEqualTo(404);
  }

  @Test
  void whateverAServerBootsItsOwnLoaderIsWhereItEndsUnderGrubAlone() throws Exception {
    assertThat(text("/boot/grub?mac=52:54:00:00:00:01")).contains(" in /EFI/acme/grubx64.efi ");
    assertThat(text("/boot/grub?mac=52:54:00:00:00:02")).contains(" in /EFI/acme/grubx64.efi ");
    assertThat(text("/boot/grub?mac=52:54:00:00:00:03")).contains(" in /EFI/acme/grubx64.efi ");
    assertThat(text("/grub/grub.cfg")).doesNotContain("acme");
    assertThat(text("/boot/ipxe?mac=52:54:00:00:00:02&platform=efi"))
        .doesNotContain("acme")
        .endsWith("exit\n");
  }

  @Test
  void aRunningLinuxGetsItsScriptsToo() throws Exception {
    assertThat(text("/boot/start.kexec")).contains("manager='http://boot:8081'");
    assertThat(desk.seen).as("that is no boot attempt").isEmpty();
    assertThat(text("/boot/kexec?platform=kexec&mac=52:54:00:00:00:98&mac=52:54:00:00:00:01"))
        .contains("get 'http://boot:8081/boot/session/" + BOOT + "/session.img' \"$work/session\"");
    assertThat(text("/boot/kexec?mac=52:54:00:00:00:02")).contains("demo-2 is \"disk\"");
    assertThat(get("/boot/kexec?mac=52:54:00:00:00:99").statusCode()).isEqualTo(404);
  }
}
