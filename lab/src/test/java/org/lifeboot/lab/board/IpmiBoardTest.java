package org.lifeboot.lab.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Ports;
import org.lifeboot.lab.process.Tool;

/// The board by itself, asked with ipmitool: what the Manager makes of it is [IpmiBoardFullTest].
class IpmiBoardTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final PlayedMachine machine = new PlayedMachine();
  private IpmiBoard board;

  @BeforeEach
  void start() {
    machine.powerOff();
    board = IpmiBoard.start(machine, folder, Ports.free());
    await("chassis", "power", "status");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private Tool.Outcome ipmitool(String... words) {
    String[] address = board.address().split(":", 2);
    List<String> command = new ArrayList<>(List.of("ipmitool", "-I", "lanplus"));
    command.addAll(List.of("-H", address[0], "-p", address[1], "-U", IpmiBoard.USER, "-E"));
    command.addAll(List.of("-L", "ADMINISTRATOR", "-C", "3", "-N", "2", "-R", "3"));
    command.addAll(Arrays.asList(words));
    return Tool.run(LIMIT, Map.of("IPMI_PASSWORD", IpmiBoard.PASSWORD), command);
  }

  private void await(String... words) {
    assertThat(Patience.untilTrue(LIMIT, () -> ipmitool(words).ok())).isTrue();
  }

  private String says(String... words) {
    Tool.Outcome outcome = ipmitool(words);
    assertThat(outcome.ok()).as(outcome.output()).isTrue();
    return outcome.output();
  }

  private void awaitPower(String onOrOff) {
    assertThat(
            Patience.untilTrue(
                LIMIT,
                () -> says("chassis", "power", "status").contains("Chassis Power is " + onOrOff)))
        .isTrue();
  }

  @Test
  void itSwitchesTheMachineOnAndOff() {
    assertThat(says("chassis", "power", "status")).contains("Chassis Power is off");

    says("chassis", "power", "on");
    awaitPower("on");
    assertThat(machine.boots).containsExactly("USUAL");

    says("chassis", "power", "off");
    awaitPower("off");
    assertThat(machine.on()).isFalse();
  }

  @Test
  void theBootChoiceIsReadBackAndCountsForOneBoot() {
    says("chassis", "bootdev", "pxe");
    assertThat(says("chassis", "bootparam", "get", "5")).contains("Force PXE");

    says("chassis", "power", "on");
    awaitPower("on");
    says("chassis", "power", "reset");

    assertThat(Patience.untilTrue(LIMIT, () -> machine.boots.size() == 2)).isTrue();
    assertThat(machine.boots).containsExactly("NETWORK", "USUAL");
    assertThat(says("chassis", "bootparam", "get", "5")).doesNotContain("Force PXE");
  }

  @Test
  void aCycleTakesThePowerAwayAndGivesItBack() {
    says("chassis", "power", "on");
    awaitPower("on");

    says("chassis", "power", "cycle");

    assertThat(Patience.untilTrue(LIMIT, () -> machine.boots.size() == 2)).isTrue();
    assertThat(board.orders()).containsSequence("set power 0", "set power 1");
  }

  @Test
  void aSoftShutdownPressesTheButton() {
    says("chassis", "power", "on");
    awaitPower("on");

    says("chassis", "power", "soft");

    awaitPower("off");
    assertThat(board.orders()).contains("set shutdown 1");
  }
}
