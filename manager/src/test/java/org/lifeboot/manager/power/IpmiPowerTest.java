package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.PowerAnswer.Done;
import org.lifeboot.manager.power.PowerAnswer.Refused;
import org.lifeboot.manager.power.PowerAnswer.Unreachable;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.secret.Opened;

/// With the real ipmitool, against a controller that is not ours.
@Timeout(300)
final class IpmiPowerTest implements PowerControlContract {

  @TempDir private Path folder;
  private IpmiSimulator simulator;

  @BeforeEach
  void start() {
    simulator = IpmiSimulator.start(folder);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private PowerControl with(String password, PowerSettings.Ipmi settings) {
    return new IpmiPower(settings, () -> new Opened.Text(password), Duration.ofSeconds(4));
  }

  @Override
  public PowerControl working() {
    return with(IpmiSimulator.PASSWORD, simulator.settings());
  }

  /// A port that takes datagrams and never answers: the simulator's own is 127.0.0.1 only.
  @Override
  public PowerControl cutOff() {
    return with(
        IpmiSimulator.PASSWORD,
        new PowerSettings.Ipmi("127.0.0.2:" + simulator.port, "lifeboot", 3, "uefi"));
  }

  @Override
  public String expectedName() {
    return "ipmi";
  }

  @Test
  void itSwitchesOnAndOffAndTellsWhich() {
    assertThat(working().status().supply()).isEqualTo(Supply.OFF);

    assertThat(working().on()).isEqualTo(new Done("ipmi"));
    assertThat(simulator.on()).isTrue();
    assertThat(working().status().supply()).isEqualTo(Supply.ON);

    assertThat(working().off()).isEqualTo(new Done("ipmi"));
    assertThat(simulator.on()).isFalse();
  }

  @Test
  void aHardRebootSwitchesOnWhatIsOff() {
    assertThat(working().hardReboot()).isEqualTo(new Done("ipmi"));
    assertThat(simulator.on()).isTrue();
  }

  @Test
  void aSoftRebootShutsDownAndStartsAgain() {
    simulator.mark("on");

    assertThat(working().softReboot()).isEqualTo(new Done("ipmi"));
    assertThat(simulator.on()).isTrue();
    assertThat(simulator.text("log")).contains("set shutdown 1", "set power 1");
  }

  @Test
  void theBootOverrideIsSetAndReadBack() {
    assertThat(working().bootOnce(BootDevice.PXE)).isEqualTo(new Done("ipmi"));
    assertThat(simulator.text("boot")).isEqualTo("pxe");
  }

  @Test
  void aBootOverrideThatTheControllerForgetsIsFound() {
    simulator.mark("forget");

    assertThat(working().bootOnce(BootDevice.PXE))
        .isInstanceOfSatisfying(
            Unreachable.class, answer -> assertThat(answer.why()).contains("forgotten"));
  }

  @Test
  void httpBootIsRefusedSinceIpmiDoesNotKnowIt() {
    assertThat(working().bootOnce(BootDevice.HTTP)).isInstanceOf(Refused.class);
  }

  @Test
  void aControllerThatSaysYesAndDoesNothingIsFound() {
    simulator.mark("lie");

    assertThat(working().on())
        .isInstanceOfSatisfying(
            Unreachable.class, answer -> assertThat(answer.why()).contains("stays off"));
  }

  @Test
  void aWrongPasswordIsToldWithoutThePassword() {
    assertThat(with("wrong-one", simulator.settings()).hardReboot())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer ->
                assertThat(answer.sentence())
                    .contains("Check address, user and password")
                    .doesNotContain("wrong-one"));
  }

  @Test
  void aSecretThatCannotBeOpenedIsToldAndNothingIsSent() {
    PowerControl power =
        new IpmiPower(simulator.settings(), () -> new Opened.Unreadable("the key file is lost"));

    assertThat(power.status().detail()).contains("the key file is lost");
  }

  @Test
  void thePasswordIsNotAmongTheArguments() {
    assertThat(new Ipmitool(simulator.settings()).command(java.util.List.of("mc", "info")))
        .contains("-E", "-C", "3", "-N", "-R")
        .doesNotContain(IpmiSimulator.PASSWORD, "-P");
  }

  @Test
  void theControllerTellsWhoItIs() {
    assertThat(working().health())
        .isInstanceOfSatisfying(
            PowerHealth.Told.class, told -> assertThat(told.identity()).contains("MontaVista"));
  }

  @Test
  void sensorsAreReadWithTheLimitsThatTheyAreOutOf() {
    assertThat(told().readings())
        .containsExactly(
            new Reading("CPU1 Temp", "41 degrees C", "ok", ""),
            new Reading("Fan 1", "60 RPM", "ok", ""));

    simulator.reads("cpu", 92);
    simulator.reads("fan", 12);

    await(() -> told().readings().stream().noneMatch(one -> one.state().equals("ok")));
    assertThat(told().readings())
        .containsExactly(
            new Reading(
                "CPU1 Temp", "92 degrees C", "cr", "above its critical limit of 90 degrees C"),
            new Reading("Fan 1", "12 RPM", "nc", "below its usual limit of 20 RPM"));
  }

  @Test
  void theEventLogIsReadNewestFirst() {
    assertThat(told().log().getLast().text()).isEqualTo("Memory #0x53, Correctable ECC, Asserted");

    simulator.reads("cpu", 92);

    await(() -> told().log().size() >= 3);
    assertThat(told().log().getFirst().text())
        .isEqualTo(
            "Temperature CPU1 Temp, Upper Critical going high, Asserted, Reading 92 > Threshold 90"
                + " degrees C");
  }

  private PowerHealth.Told told() {
    return (PowerHealth.Told) working().health();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void whatIpmitoolPrintsOfOtherBoardsIsReadToo() {
    assertThat(
            IpmiWords.sensors(
                """
                Inlet, left,23.250,degrees C,ok,na,na,na,42.000,47.000,na
                PS1 Status,0x1,discrete,0x0180,na,na,na,na,na,na
                Fan2,na,RPM,na,na,na,na,na,na,na
                12V,10.100,Volts,lcr,na,10.200,10.800,13.200,13.800,na
                not a sensor
                """))
        .containsExactly(
            new Reading("Inlet, left", "23.25 degrees C", "ok", ""),
            new Reading("12V", "10.1 Volts", "lcr", "below its critical limit of 10.2 Volts"));
    assertThat(
            IpmiWords.log(
                """
                1,11/20/2026,08:01:02 UTC,Memory #0x53,Correctable ECC,Asserted
                a,11/21/2026,09:10:11 UTC,Power Supply #0x51,Failure detected,Asserted
                """))
        .containsExactly(
            new Entry(
                "a",
                "11/21/2026 09:10:11 UTC",
                "",
                "Power Supply #0x51, Failure detected, Asserted"),
            new Entry(
                "1", "11/20/2026 08:01:02 UTC", "", "Memory #0x53, Correctable ECC, Asserted"));
  }

  @Test
  void whatAControllerTellsIsMadeOnePlainLine() {
    var entry = new Entry("1", "now", "", "\u001b[31mred\u202e\nline\u0000 " + "x".repeat(1000));

    assertThat(entry.text()).startsWith("[31mred line x").hasSize(500);
  }
}
