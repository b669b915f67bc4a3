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

  @Test
  void ofIpv6AloneItHasNoOtherAddressOnTheServersNetwork() {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");

    try (var network = BridgeNetwork.createSixth()) {
      assertThat(addresses(network.inside(List.of("ip", "-br", "addr", "show", "lifeboot0"))))
          .contains("fd00:77::1/64")
          .doesNotContain("10.77.");
      assertThat(network.managerAddress()).isEqualTo("[fd00:77::1]");
    }
  }

  @Test
  void anotherOneCanBeMadeWhileSomethingStillRunsInTheLast() throws Exception {
    assumeThat(System.getProperty("user.name")).as("taps need root").isEqualTo("root");
    Process lingering;
    try (var network = BridgeNetwork.create()) {
      lingering = new ProcessBuilder(network.inside(List.of("sleep", "60"))).start();
      while (!lingering.info().command().orElse("").endsWith("/sleep")) {
        Thread.sleep(10);
      }
    }

    try (var network = BridgeNetwork.create()) {
      assertThat(addresses(network.inside(List.of("ip", "-br", "addr")))).contains("10.77.0.1/24");
    } finally {
      lingering.destroyForcibly().waitFor();
    }
  }

  private static String addresses(List<String> command) {
    return Tool.output(Duration.ofSeconds(20), command);
  }
}
