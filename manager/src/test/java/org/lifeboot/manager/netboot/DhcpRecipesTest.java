package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.manager.server.MacAddress;

/// docs/dhcp.md: the recipes for a site's own DHCP server, in the real servers; and Lifeboot's
/// dnsmasq beside one, behind a relay, and alone.
@Timeout(180)
class DhcpRecipesTest {

  private static final String MAC = "52:54:00:00:00:01";
  private static final String SCRIPT = "http://10.77.0.1:8081/boot/start.ipxe";
  private static final String HTTP_BOOT = "http://10.77.0.1:8081/boot/efi/shimx64.efi";

  @TempDir Path folder;
  private TestLan lan;

  @BeforeEach
  void start() throws Exception {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    // dnsmasq reads its files as another user.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    lan = new TestLan();
    lan.machine("manager", "10.77.0.1/24");
    lan.machine("site", "10.77.0.2/24");
    lan.machine("server", "");
  }

  @AfterEach
  void stop() {
    if (lan != null) {
      lan.close();
    }
  }

  /// The code block of the page that is marked with this word.
  private static String recipe(String word) throws IOException {
    var page = Files.readString(TestLan.repository().resolve("docs/dhcp.md"));
    var block = Pattern.compile("(?s)\n```[a-z]+ " + word + "\n(.*?\n)```\n").matcher(page);
    assertThat(block.find()).as("the recipe for " + word).isTrue();
    return block.group(1);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void kea(String configuration) throws Exception {
    var text =
        configuration.replace(
            "/var/lib/kea/kea-leases4.csv", folder.resolve("kea-leases4.csv").toString());
    lan.start(
        "site",
        "DHCP4_STARTED",
        List.of(
            "env",
            "KEA_LOCKFILE_DIR=" + folder,
            "KEA_PIDFILE_DIR=" + folder,
            "KEA_DHCP_DATA_DIR=" + folder,
            "kea-dhcp4",
            "-c",
            file("kea.json", text)));
  }

  private void dnsmasq(String machine, String configuration) throws Exception {
    lan.start(
        machine,
        "started, version",
        List.of(
            "dnsmasq",
            "--keep-in-foreground",
            "--log-facility=-",
            "--conf-file=" + file("dnsmasq.conf", configuration)));
  }

  /// The last thing that a card of this kind hears: the acknowledgement of its address.
  private String told(String kind, int seconds) throws InterruptedException {
    var lines = lan.asks("server", MAC, kind, seconds);
    assertThat(lines).as(kind).isNotEmpty();
    assertThat(lines.getLast()).startsWith("ack address=10.77.0.");
    return lines.getLast();
  }

  private void eachFirmwareIsToldItsFile(int seconds) throws InterruptedException {
    assertThat(told("bios", seconds)).contains("next=10.77.0.1 file=undionly.kpxe ");
    assertThat(told("uefi", seconds)).contains("next=10.77.0.1 file=shimx64.efi ");
    assertThat(told("http", seconds)).contains("file=" + HTTP_BOOT + " class=HTTPClient");
    assertThat(told("ipxe", seconds)).contains("file=" + SCRIPT + " ");
    assertThat(told("ipxe-efi", seconds)).contains("file=" + SCRIPT + " ");
    assertThat(told("system", seconds)).contains("file= ");
  }

  @Test
  void theRecipeForKeaTellsEachFirmwareItsFile() throws Exception {
    kea(recipe("kea"));

    eachFirmwareIsToldItsFile(2);
  }

  @Test
  void theRecipeForIscDhcpdTellsEachFirmwareItsFile() throws Exception {
    lan.start(
        "site",
        "Server starting service",
        List.of(
            "dhcpd",
            "-4",
            "-f",
            "-d",
            "-cf",
            file("dhcpd.conf", recipe("isc")),
            "-lf",
            file("dhcpd.leases", ""),
            "-pf",
            folder.resolve("dhcpd.pid").toString(),
            "eth0"));

    eachFirmwareIsToldItsFile(3);
  }

  @Test
  void theRecipeForDnsmasqTellsEachFirmwareItsFile() throws Exception {
    dnsmasq(
        "site",
        "port=0\ndhcp-leasefile=%s\n".formatted(folder.resolve("leases")) + recipe("dnsmasq"));

    eachFirmwareIsToldItsFile(5);
  }

  /// Lifeboot's own, as the Manager configures it.
  private List<String> lifebootAnswers(String range, boolean proxy) throws Exception {
    var settings =
        new DhcpSettings(
            "eth0",
            range,
            proxy,
            false,
            "http://10.77.0.1:8081",
            folder.resolve("lifeboot.leases"));
    return lifebootAnswers(settings);
  }

  private List<String> lifebootAnswers(DhcpSettings settings) throws Exception {
    var servers = Path.of(file("servers", MAC + ",set:lifeboot\n"));
    var text = DnsmasqFiles.configuration(settings, servers, folder, "shimx64.efi");
    return lan.start(
        "manager",
        "started, version",
        List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + file("lifeboot.conf", text)));
  }

  @Test
  void lifebootAloneTellsEachFirmwareItsFileAndStrangersNothing() throws Exception {
    var log = lifebootAnswers("10.77.0.50,10.77.0.99", false);

    eachFirmwareIsToldItsFileOrNothingNew();
    assertThat(lan.asks("server", "52:54:00:00:00:99", "uefi", 1)).isEmpty();
    assertThat(log.stream().map(DnsmasqLine::of))
        .anySatisfy(line -> assertThat(line).isInstanceOf(DnsmasqLine.Ignored.class));
  }

  private void eachFirmwareIsToldItsFileOrNothingNew() throws InterruptedException {
    assertThat(told("bios", 5)).contains("next=10.77.0.1 file=undionly.kpxe ");
    assertThat(told("uefi", 5)).contains("next=10.77.0.1 file=shimx64.efi ");
    assertThat(told("http", 5)).contains("file=" + HTTP_BOOT + " class=HTTPClient");
    assertThat(told("ipxe", 5)).contains("file=" + SCRIPT + " ");
  }

  /// The same network with IPv6 alone; the server's card has the MAC address that is known.
  private void sixth() throws Exception {
    lan.ip("manager", "addr", "flush", "dev", "eth0", "scope", "global");
    lan.ip("manager", "addr", "add", "fd00:77::1/64", "dev", "eth0", "nodad");
    lan.ip("site", "addr", "add", "fd00:77::2/64", "dev", "eth0", "nodad");
    lan.ip("server", "link", "set", "eth0", "address", MAC);
    lan.settles("manager");
    lan.settles("site");
    lan.settles("server");
  }

  private String told6(String kind, int seconds) throws InterruptedException {
    var lines = lan.asks6("server", kind, seconds);
    assertThat(lines).as(kind).singleElement().asString().startsWith("ack address=fd00:77:0:0:");
    return lines.getFirst();
  }

  private void eachFirmwareIsToldItsUrl() throws InterruptedException {
    assertThat(told6("uefi", 6)).endsWith(" url=tftp://[fd00:77::1]/shimx64.efi class=");
    assertThat(told6("http", 6))
        .endsWith(" url=http://[fd00:77::1]:8081/boot/efi/shimx64.efi class=HTTPClient");
    assertThat(told6("ipxe", 6)).contains(" url=http://[fd00:77::1]:8081/boot/start.ipxe ");
    assertThat(told6("system", 6)).endsWith(" url= class=");
  }

  @Test
  void theRecipeForKeaAndIpv6TellsEachFirmwareItsUrl() throws Exception {
    sixth();
    var text =
        recipe("kea6")
            .replace("/var/lib/kea/kea-leases6.csv", folder.resolve("leases6.csv").toString())
            .replace("\"Dhcp6\": {", "\"Dhcp6\": {\"data-directory\": \"%s\",".formatted(folder));
    lan.start(
        "site",
        "DHCP6_STARTED",
        List.of(
            "env",
            "KEA_LOCKFILE_DIR=" + folder,
            "KEA_PIDFILE_DIR=" + folder,
            "KEA_DHCP_DATA_DIR=" + folder,
            "kea-dhcp6",
            "-c",
            file("kea6.json", text)));

    eachFirmwareIsToldItsUrl();
  }

  @Test
  void theRecipeForDnsmasqAndIpv6TellsEachFirmwareItsUrl() throws Exception {
    sixth();
    dnsmasq(
        "site",
        "port=0\ndhcp-leasefile=%s\n".formatted(folder.resolve("leases")) + recipe("dnsmasq6"));

    eachFirmwareIsToldItsUrl();
  }

  @Test
  void byIpv6LifebootAloneTellsEachFirmwareItsUrlAndStrangersNothing() throws Exception {
    sixth();
    var settings =
        new DhcpSettings(
            "eth0",
            "fd00:77::50,fd00:77::99",
            false,
            true,
            "http://[fd00:77::1]:8081",
            folder.resolve("lifeboot.leases"));
    var log = lifebootAnswers(settings);

    eachFirmwareIsToldItsUrl();
    assertThat(log.stream().map(DnsmasqLine::of))
        .anySatisfy(line -> assertThat(line).isInstanceOf(DnsmasqLine.AddressGiven6.class))
        .anySatisfy(
            line ->
                assertThat(line)
                    .isInstanceOfSatisfying(
                        DnsmasqLine.Card.class,
                        card -> assertThat(card.mac()).isEqualTo(new MacAddress(MAC))));
    lan.ip("server", "link", "set", "eth0", "address", "52:54:00:00:00:99");
    lan.ip("server", "link", "set", "eth0", "down");
    lan.ip("server", "link", "set", "eth0", "up");
    lan.settles("server");
    assertThat(lan.asks6("server", "http", 3)).isEmpty();
    assertThat(log.stream().map(DnsmasqLine::of))
        .anySatisfy(line -> assertThat(line).isInstanceOf(DnsmasqLine.Ignored6.class));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereServersMakeTheirAddressesLifebootTellsThemTheUrlAlone(boolean announces)
      throws Exception {
    sixth();
    var settings =
        new DhcpSettings(
            "eth0",
            "fd00:77::/64",
            false,
            announces,
            "http://[fd00:77::1]:8081",
            folder.resolve("lifeboot.leases"));
    lifebootAnswers(settings);

    assertThat(lan.asks6("server", "ipxe-slaac", 6))
        .containsExactly("ack address= url=http://[fd00:77::1]:8081/boot/start.ipxe class=");
    assertThat(lan.asks6("server", "uefi-slaac", 6))
        .containsExactly("ack address= url=tftp://[fd00:77::1]/shimx64.efi class=");
    lan.ip("server", "link", "set", "eth0", "address", "52:54:00:00:00:99");
    lan.ip("server", "link", "set", "eth0", "down");
    lan.ip("server", "link", "set", "eth0", "up");
    lan.settles("server");
    assertThat(lan.asks6("server", "ipxe-slaac", 3)).isEmpty();
  }

  private static final String ADDRESSES_ONLY =
      """
      {"Dhcp4": {"interfaces-config": {"interfaces": ["eth0"]},
        "lease-database": {"type": "memfile", "name": "/var/lib/kea/kea-leases4.csv"},
        "subnet4": [{"id": 1, "subnet": "10.77.0.0/24",
          "pools": [{"pool": "10.77.0.50 - 10.77.0.99"}]}]}}
      """;

  @Test
  void besideKeaTheAddressIsKeasAndTheBootFileLifeboots() throws Exception {
    kea(ADDRESSES_ONLY);
    var log = lifebootAnswers("10.77.0.0", true);

    theAddressIsTheSitesAndTheBootFileLifeboots(3);
    assertThat(lan.asks("server", "52:54:00:00:00:99", "bios", 2))
        .anyMatch(line -> line.startsWith("ack address=10.77.0."))
        .noneMatch(line -> line.startsWith("boot "));
    assertThat(log.stream().map(DnsmasqLine::of))
        .anySatisfy(line -> assertThat(line).isInstanceOf(DnsmasqLine.Ignored.class));
  }

  @Test
  void besideAServerThatAnswersSecondsLaterItIsTheSame() throws Exception {
    dnsmasq(
        "site",
        """
        port=0
        dhcp-leasefile=%s
        dhcp-range=10.77.0.50,10.77.0.99,1h
        dhcp-reply-delay=6
        """
            .formatted(folder.resolve("leases")));
    lifebootAnswers("10.77.0.0", true);

    theAddressIsTheSitesAndTheBootFileLifeboots(14);
  }

  private void theAddressIsTheSitesAndTheBootFileLifeboots(int seconds)
      throws InterruptedException {
    var bios = lan.asks("server", MAC, "bios", seconds);
    assertThat(bios).anyMatch(line -> line.matches("ack address=10.77.0.* server=10.77.0.2 .*"));
    assertThat(bios.getLast()).matches("boot .* server=10.77.0.1 .* file=undionly.kpxe .*");
    assertThat(lan.asks("server", MAC, "uefi", seconds).getLast())
        .matches("boot .* server=10.77.0.1 .* file=shimx64.efi .*");
    assertThat(lan.asks("server", MAC, "ipxe", seconds).getLast())
        .matches("boot .* server=10.77.0.1 .* file=" + SCRIPT + " .*");
  }

  /// The servers are in 10.78.0.0/24, behind a relay at 10.78.0.1.
  private void behindARelay(String serves, List<String> relay) throws Exception {
    lan.machine("relay", "10.77.0.9/24");
    lan.lonely("far");
    lan.cable("relay", "eth1", "far", "eth0");
    lan.ip("relay", "addr", "add", "10.78.0.1/24", "dev", "eth1");
    lan.ip("far", "route", "add", "255.255.255.255/32", "dev", "eth0");
    lan.ip("manager", "route", "add", "10.78.0.0/24", "via", "10.77.0.9");
    lifebootAnswers("10.78.0.50,10.78.0.99,255.255.255.0", false);
    lan.start("relay", serves, relay);

    assertThat(lan.asks("far", MAC, "bios", 6).getLast())
        .matches("ack address=10.78.0.* next=10.77.0.1 file=undionly.kpxe .*");
    assertThat(lan.asks("far", MAC, "ipxe", 6).getLast())
        .matches("ack address=10.78.0.* file=" + SCRIPT + " .*");
    assertThat(lan.asks("far", "52:54:00:00:00:99", "bios", 1)).isEmpty();
  }

  @Test
  void lifebootAnswersThroughIscsRelay() throws Exception {
    behindARelay(
        "Sending on", List.of("dhcrelay", "-4", "-d", "-iu", "eth0", "-id", "eth1", "10.77.0.1"));
  }

  @Test
  void lifebootAnswersThroughDnsmasqsRelay() throws Exception {
    behindARelay(
        "started, version",
        List.of(
            "dnsmasq",
            "--keep-in-foreground",
            "--log-facility=-",
            "--conf-file=/dev/null",
            "--port=0",
            "--dhcp-relay=10.78.0.1,10.77.0.1"));
  }
}
