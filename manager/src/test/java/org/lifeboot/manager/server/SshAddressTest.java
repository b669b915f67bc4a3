package org.lifeboot.manager.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshAddressTest {

  @ParameterizedTest
  @CsvSource({
    "fd00:77:0:0:0:0:0:7e, fd00:77::7e",
    "2001:DB8:0:0:1:0:0:0, 2001:db8:0:0:1::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:1:1, 2001::1:0:0:1:1",
    "0:0:0:0:0:0:0:1, ::1",
    "10.77.0.50, 10.77.0.50",
    "web-1.example.org, web-1.example.org"
  })
  void anAddressIsSpeltAsSshLooksItUp(String given, String name) {
    assertThat(new SshAddress(given, 22).knownHostsName()).isEqualTo(name);
  }
}
