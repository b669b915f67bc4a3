package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerNetwork;

class KernelNetworkTest {

  @Test
  void dhcpNeedsNoWord() {
    assertThat(KernelNetwork.words(ServerNetwork.DHCP)).isEmpty();
  }

  @Test
  void aFixedAddressAndAVlanAreSaidInTheUsualWords() {
    assertThat(
            KernelNetwork.words(
                ServerNetwork.of("10.0.4.21/24", "10.0.4.1", "10.0.4.2 10.0.4.3", "12")))
        .isEqualTo(" ip=10.0.4.21::10.0.4.1:24:::none:10.0.4.2:10.0.4.3 vlan=vlan12");
    assertThat(KernelNetwork.words(ServerNetwork.of("", "", "", "12"))).isEqualTo(" vlan=vlan12");
    assertThat(KernelNetwork.words(ServerNetwork.of("2001:db8::21/64", "2001:db8::1", "", "")))
        .isEqualTo(" ip=[2001:db8::21]::[2001:db8::1]:64:::none");
  }

  @Test
  void everyLoaderHandsThemOverAsTheyAre() {
    var boot =
        BootAddresses.of(
            URI.create("http://boot:8081"),
            new BootId("00112233445566778899aabbccddeeff"),
            "cafe",
            "feed");
    var words = KernelNetwork.words(ServerNetwork.of("2001:db8::21/64", "", "", ""));

    assertThat(new IpxeScript().rescue("web-1", boot, "quiet" + words))
        .contains(" quiet ip=[2001:db8::21]:::64:::none fetch=");
    assertThat(
            new GrubScript(new MacAddress("52:54:00:00:00:01"), Optional.empty())
                .rescue("web-1", boot, "quiet" + words))
        .contains("'ip=[2001:db8::21]:::64:::none'");
    assertThat(new KexecScript().rescue("web-1", boot, "quiet" + words))
        .contains("quiet ip=[2001:db8::21]:::64:::none fetch=");
  }
}
