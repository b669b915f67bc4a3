package org.lifeboot.manager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNetworkTest {

  @Test
  void nothingTypedIsDhcp() {
    assertThat(ServerNetwork.of("", " ", "", "")).isEqualTo(ServerNetwork.DHCP);
    assertThat(ServerNetwork.DHCP.words()).isEqualTo("by DHCP");
  }

  @Test
  void addressesAreKeptInTheirUsualSpelling() {
    var network =
        ServerNetwork.of(" 2001:DB8:0:0:0:0:0:21/064 ", "2001:db8::1", "10.0.4.2, 10.0.4.3", "12");

    assertThat(network.words())
        .isEqualTo("2001:db8::21/64, gateway 2001:db8::1, DNS 10.0.4.2 10.0.4.3, VLAN 12");
    assertThat(network.host()).contains("2001:db8::21");
    assertThat(network.prefix()).contains("64");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.4.21, '', '', '', prefix",
    "10.0.4.21/33, '', '', '', prefix",
    "10.0.4.21/0, '', '', '', prefix",
    "10.0.4/24, '', '', '', not an address",
    "10.0.4.256/24, '', '', '', not an address",
    "127.0.0.1/8, '', '', '', not an address",
    "fe80::1%eth0/64, '', '', '', not an address",
    "'10.0.4.21 init=/bin/sh/24', '', '', '', not an address",
    "10.0.4.21/24, gate.example.org, '', '', not a gateway",
    "10.0.4.21/24, 2001:db8::1, '', '', different kinds",
    "10.0.4.21/24, '', 10.0.4.1 10.0.4.2 10.0.4.3, '', at most two",
    "'', 10.0.4.1, '', '', without an address",
    "'', '', '', 0, 1 to 4094",
    "'', '', '', 4095, 1 to 4094",
    "'', '', '', twelve, 1 to 4094"
  })
  void whatCannotBeIsRefusedInWords(
      String address, String gateway, String dns, String vlan, String complaint) {
    assertThatThrownBy(() -> ServerNetwork.of(address, gateway, dns, vlan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
