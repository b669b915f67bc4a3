package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.manager.server.MacAddress;

@Timeout(30)
class DnsmasqTest {

  @TempDir Path folder;

  @Test
  void theConfigurationAnswersKnownServersOnly() {
    var text =
        DnsmasqFiles.configuration(
            settings("eth1", false), Path.of("/run/servers"), Path.of("/run/tftp"), "shimx64.efi");

    assertThat(text.lines())
        .contains(
            "port=0",
            "interface=eth1",
            "dhcp-hostsfile=/run/servers",
            "dhcp-ignore=tag:!known",
            "dhcp-range=10.77.0.50,10.77.0.99,1h",
            "dhcp-boot=tag:ipxe,http://10.77.0.1:8081/boot/start.ipxe",
            "dhcp-boot=tag:!ipxe,tag:!uefi,tag:!httpboot,undionly.kpxe",
            "dhcp-boot=tag:!ipxe,tag:uefi,shimx64.efi",
            "dhcp-boot=tag:!ipxe,tag:httpboot,http://10.77.0.1:8081/boot/efi/shimx64.efi",
            "dhcp-option-force=tag:!ipxe,tag:httpboot,60,HTTPClient");
  }

  @Test
  void besideAnotherDhcpServerItGivesNoAddresses() {
    var settings =
        new DhcpSettings(
            "eth1", "10.77.0.0", true, false, "http://10.77.0.1:8081/", folder.resolve("leases"));

    var text =
        DnsmasqFiles.configuration(
            settings, Path.of("/run/servers"), Path.of("/run/tftp"), "shimx64.efi");

    assertThat(text.lines())
        .contains(
            "dhcp-range=10.77.0.0,proxy",
            "pxe-service=tag:ipxe,x86PC,\"Lifeboot\",http://10.77.0.1:8081/boot/start.ipxe",
            "pxe-service=tag:!ipxe,x86PC,\"Lifeboot\",undionly.kpxe",
            "pxe-service=tag:!ipxe,X86-64_EFI,\"Lifeboot\",shimx64.efi",
            "pxe-service=tag:!ipxe,BC_EFI,\"Lifeboot\",shimx64.efi");
  }

  private static DhcpSettings sixth(boolean proxy, boolean announces, String bootUrl) {
    return new DhcpSettings(
        "eth1", "fd00:77::50,fd00:77::99", proxy, announces, bootUrl, Path.of("leases"));
  }

  private static String configurationOf(DhcpSettings settings) {
    return DnsmasqFiles.configuration(
        settings, Path.of("/run/servers"), Path.of("/run/tftp"), "shimx64.efi");
  }

  @Test
  void ofIpv6AddressesItServesDhcpv6ToKnownServersOnly() {
    assertThat(configurationOf(sixth(false, false, "http://[fd00:77::1]:8081")).lines())
        .contains(
            "dhcp-ignore=tag:!known",
            "dhcp-range=fd00:77::50,fd00:77::99,64,1h",
            "dhcp-option=tag:!ipxe,tag:uefi,option6:bootfile-url,tftp://[fd00:77::1]/shimx64.efi",
            "dhcp-option=tag:!ipxe,tag:httpboot,option6:bootfile-url,"
                + "http://[fd00:77::1]:8081/boot/efi/shimx64.efi",
            "dhcp-option=tag:ipxe,option6:bootfile-url,http://[fd00:77::1]:8081/boot/start.ipxe")
        .doesNotContain("enable-ra");
  }

  @Test
  void whereNoRouterDoesItAnnouncesTheNetworkAndIsNoRouterItself() {
    assertThat(configurationOf(sixth(false, true, "http://[fd00:77::1]:8081")).lines())
        .contains("enable-ra", "ra-param=eth1,30,0");
  }

  @Test
  void whereServersMakeTheirAddressesItGivesNone() {
    var own = "fd00:77::/64";
    var url = "http://[fd00:77::1]:8081";
    var leases = Path.of("leases");

    assertThat(configurationOf(new DhcpSettings("eth1", own, false, true, url, leases)).lines())
        .contains("dhcp-range=fd00:77::,ra-stateless,64,1h", "enable-ra");
    assertThat(configurationOf(new DhcpSettings("eth1", own, false, false, url, leases)).lines())
        .contains("dhcp-range=fd00:77::,static,64,1h")
        .doesNotContain("enable-ra");
    assertThatThrownBy(() -> new DhcpSettings("eth1", "fd00::1/64", false, true, url, leases))
        .hasMessageContaining("as fd00:77::/64, not 'fd00::1/64'");
  }

  @Test
  void whatIpv6CannotDoIsSaid() {
    assertThatThrownBy(() -> sixth(true, false, "http://[fd00:77::1]:8081"))
        .hasMessageContaining("dhcp.proxy is not for IPv6");
    assertThatThrownBy(() -> sixth(false, false, "http://10.77.0.1:8081"))
        .hasMessageContaining("boot.url must have an IPv6 address in brackets");
    assertThatThrownBy(
            () ->
                new DhcpSettings(
                    "eth1",
                    "10.77.0.50,10.77.0.99",
                    false,
                    true,
                    "http://10.77.0.1:8081",
                    Path.of("leases")))
        .hasMessageContaining("dhcp.announce");
  }

  @Test
  void itServesOnceItSaysThatItHasStartedWithOrWithoutItsProcessId() {
    assertThat(DnsmasqLine.of("dnsmasq[6922]: started, version 2.90 DNS disabled"))
        .isEqualTo(new DnsmasqLine.Serving());
    assertThat(DnsmasqLine.of("dnsmasq: started, version 2.90 DNS disabled"))
        .isEqualTo(new DnsmasqLine.Serving());
  }

  @Test
  void anAddressThatWasGivenIsReadFromTheLog() {
    assertThat(
            DnsmasqLine.of(
                "dnsmasq-dhcp: 3457996493 DHCPACK(lb0) 10.77.0.52 52:54:00:12:34:56 demo-1"))
        .isEqualTo(new DnsmasqLine.AddressGiven(new MacAddress("52:54:00:12:34:56"), "10.77.0.52"));
  }

  @Test
  void aMachineThatIsNotAnsweredIsReadFromTheLog() {
    var mac = new MacAddress("52:54:00:00:00:99");

    assertThat(
            DnsmasqLine.of(
                "dnsmasq-dhcp[5717]: 3911537615 DHCPDISCOVER(s0) 52:54:00:00:00:99 ignored"))
        .isEqualTo(new DnsmasqLine.Ignored("3911537615", mac));
    assertThat(
            DnsmasqLine.of(
                "dnsmasq-dhcp[6062]: 3911537615 PXE(s0) 52:54:00:00:00:99 proxy-ignored"))
        .isEqualTo(new DnsmasqLine.Ignored("3911537615", mac));
    assertThat(
            DnsmasqLine.of(
                "dnsmasq-dhcp[5717]: 3912099480 vendor class: PXEClient:Arch:00007:UNDI:003016"))
        .isEqualTo(new DnsmasqLine.VendorClass("3912099480", "PXEClient:Arch:00007:UNDI:003016"));
    assertThat(DnsmasqLine.of("dnsmasq-dhcp[1]: 1 DHCPDISCOVER(s0) 00:00:00:00:00:00 ignored"))
        .isEqualTo(new DnsmasqLine.Other());
  }

  @ParameterizedTest
  @CsvSource({
    "PXEClient:Arch:00000:UNDI:002001, pcbios",
    "PXEClient:Arch:00007:UNDI:003016, efi",
    "HTTPClient:Arch:00016:UNDI:003001, efi",
    "343, efi",
    "311, none",
    "MSFT 5.0, none",
    "PXEClient, none",
    "'', none"
  })
  void onlyWhoWantsToBootFromTheNetworkIsTakenForAServer(String vendorClass, String platform) {
    assertThat(BootClient.ofVendorClass(vendorClass).map(BootClient::platform).orElse("none"))
        .isEqualTo(platform);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dnsmasq: unknown interface lb9|set dhcp.interface to one",
        "dnsmasq: failed to bind DHCP server socket: Address already in use|another DHCP server",
        "dnsmasq: cannot open or create lease file x: Permission denied|must run as root",
      })
  void whatStopsDnsmasqIsSaidWithWhatToDo(String line, String advice) {
    assertThat(DnsmasqLine.of(line))
        .isInstanceOfSatisfying(
            DnsmasqLine.Fatal.class, fatal -> assertThat(fatal.reason()).contains(advice));
  }

  @ParameterizedTest
  @CsvSource({
    "'eth0\ndhcp-script=/bin/sh', 10.77.0.50,10.77.0.99",
    "'', 10.77.0.50,10.77.0.99",
    "eth0, 10.77.0.50, nonsense",
    "eth0, fd00:77::50, 'fd00:77::99\ndhcp-script=/bin/sh'"
  })
  void aSettingCannotAddLinesToTheConfiguration(String networkInterface, String from, String to) {
    assertThatThrownBy(
            () ->
                new DhcpSettings(
                    networkInterface,
                    from + "," + to,
                    false,
                    false,
                    "http://boot:8081",
                    Path.of("l")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInterfaceThatDoesNotExistIsSaidAndTheManagerGoesOn() throws Exception {
    var desk = new FakeBootDesk();

    try (var dnsmasq =
        Dnsmasq.start(settings("lb-nowhere", false), new ImageCatalog(folder), List.of(), desk)) {
      while (dnsmasq.trouble().filter(why -> why.contains("unknown interface")).isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(dnsmasq.trouble().orElseThrow()).contains("lb-nowhere", "set dhcp.interface");
      dnsmasq.know(List.of(FakeBootDesk.IN_RESCUE));
    }
  }

  private DhcpSettings settings(String networkInterface, boolean proxy) {
    return new DhcpSettings(
        networkInterface,
        "10.77.0.50,10.77.0.99",
        proxy,
        false,
        "http://10.77.0.1:8081",
        folder.resolve("leases"));
  }
}
