package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static final TrustedProxies SITE =
      TrustedProxies.of("10.0.0.5, 192.168.0.0/16, fd00::/8");

  @Test
  void withoutASettingTheHeaderIsIgnored() {
    assertThat(TrustedProxies.NONE.client("10.0.0.5", List.of("198.51.100.7")))
        .isEqualTo("10.0.0.5");
    assertThat(TrustedProxies.of("").networks()).isEmpty();
  }

  @Test
  void aTrustedProxySaysForWhomItAsks() {
    assertThat(SITE.client("10.0.0.5", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
    assertThat(SITE.client("fd12::1", List.of("2001:db8::7"))).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  @Test
  void nobodyElseIsBelieved() {
    assertThat(SITE.client("10.0.0.6", List.of("198.51.100.7"))).isEqualTo("10.0.0.6");
  }

  @Test
  void whatAClientWroteIntoTheHeaderHimselfIsNotTaken() {
    assertThat(SITE.client("10.0.0.5", List.of("203.0.113.1, 198.51.100.7")))
        .isEqualTo("198.51.100.7");
    assertThat(SITE.client("10.0.0.5", List.of("203.0.113.1", "198.51.100.7, 192.168.3.4")))
        .isEqualTo("198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "198.51.100.7:4711", "localhost", ", ,"})
  void whatIsNoAddressLeavesTheProxysOwn(String header) {
    assertThat(SITE.client("10.0.0.5", List.of(header))).isEqualTo("10.0.0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> TrustedProxies.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
