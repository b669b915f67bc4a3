package org.lifeboot.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.lab.process.Tool;

class BridgeNetworkTest {

  @Test
  void nothingOfItIsLeftWhenItIsClosed() {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");

    try (var network = BridgeNetwork.create()) {
      assertThat(addresses(network.inside(List.of("ip", "-br", "addr"))))
          .contains("lifeboot0", "10.77.0.1/24", "tap0");
    }

    assertThat(addresses(List.of("ip", "netns")))
        .doesNotContain("lifeboot-" + ProcessHandle.current().pid());
  }

  private static String addresses(List<String> command) {
    return Tool.output(Duration.ofSeconds(20), command);
  }
}
