package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.process.Limits;

class CommandPowerTest implements PowerControlContract {

  @TempDir Path folder;

  @Override
  public PowerControl working() {
    return power(
        List.of("touch", folder.resolve("rebooted").toString()),
        List.of("touch", folder.resolve("on").toString()),
        List.of("rm", "-f", folder.resolve("on").toString()),
        List.of("sh", "-c", "test -e " + folder.resolve("on") + " && echo on || echo off"));
  }

  @Override
  public PowerControl cutOff() {
    var fails = List.of("sh", "-c", "echo socket 7 does not answer >&2; exit 9");
    return power(fails, fails, fails, fails);
  }

  @Override
  public String expectedName() {
    return "command";
  }

  @Test
  void theOperatorsCommandIsRun() {
    working().hardReboot();

    assertThat(Files.exists(folder.resolve("rebooted"))).isTrue();
  }

  @Test
  void theStatusIsTheFirstWordOfTheCommandsOutput() {
    var power = working();

    power.on();
    assertThat(power.status()).isEqualTo(new PowerStatus(Supply.ON, "on"));
    power.off();
    assertThat(power.status()).isEqualTo(new PowerStatus(Supply.OFF, "off"));
  }

  @Test
  void aFailureShowsTheExitCodeAndTheEndOfTheOutput() {
    assertThat(cutOff().hardReboot())
        .isEqualTo(
            new PowerAnswer.Unreachable(
                "Power command 'hard' (sh)",
                "exit code 9: socket 7 does not answer",
                "Run the command by hand on the Manager's machine"));
  }

  @Test
  void aCommandThatHangsIsKilledAndSaidToBe() {
    var settings =
        new PowerSettings.Command(
            List.of(), List.of("sleep", "60"), List.of(), List.of(), List.of());
    var power = new CommandPower(settings, new Limits(Duration.ofSeconds(1), 100));

    assertThat(power.hardReboot())
        .extracting(answer -> ((PowerAnswer.Unreachable) answer).why())
        .isEqualTo("not done after 1 seconds, killed");
  }

  @Test
  void aVerbWithoutACommandIsRefused() {
    assertThat(working().softReboot()).isInstanceOf(PowerAnswer.Refused.class);
  }

  private static PowerControl power(
      List<String> hard, List<String> on, List<String> off, List<String> status) {
    return new CommandPower(new PowerSettings.Command(List.of(), hard, on, off, status));
  }
}
