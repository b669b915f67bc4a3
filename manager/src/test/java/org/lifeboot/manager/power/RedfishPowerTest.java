package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.PowerAnswer.Done;
import org.lifeboot.manager.power.PowerAnswer.Unreachable;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.power.RedfishService.Quirk;
import org.lifeboot.manager.secret.Opened;

@Timeout(120)
final class RedfishPowerTest implements PowerControlContract {

  private static final RedfishPower.Times SHORT =
      new RedfishPower.Times(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(5));

  @TempDir private static Path folder;
  @TempDir private Path otherFolder;
  private final List<RedfishService> services = new ArrayList<>();
  private final MemoryPin pin = new MemoryPin();

  @AfterEach
  void stop() {
    services.forEach(RedfishService::close);
  }

  private RedfishService service(Quirk... quirks) {
    RedfishService service = new RedfishService(folder, quirks);
    services.add(service);
    return service;
  }

  private PowerControl power(RedfishService service) {
    return power(service.settings(), RedfishService.PASSWORD);
  }

  private PowerControl power(PowerSettings.Redfish settings, String password) {
    return new RedfishPower(settings, () -> new Opened.Text(password), pin, SHORT);
  }

  @Override
  public PowerControl working() {
    return power(service());
  }

  @Override
  public PowerControl cutOff() {
    return power(
        new PowerSettings.Redfish("127.0.0.1:1", "lifeboot", "", ""), RedfishService.PASSWORD);
  }

  @Override
  public String expectedName() {
    return "redfish";
  }

  @Test
  void itSwitchesOnAndOffAndTellsWhich() {
    RedfishService service = service();

    assertThat(power(service).status().supply()).isEqualTo(Supply.OFF);
    assertThat(power(service).on()).isEqualTo(new Done("redfish"));
    assertThat(power(service).status().supply()).isEqualTo(Supply.ON);
    assertThat(power(service).off()).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("power", "Off");
  }

  @Test
  void itLogsOutSinceBoardsAllowFewSessions() {
    RedfishService service = service();
    power(service).status();

    assertThat(service.requests.getLast())
        .startsWith("DELETE /redfish/v1/SessionService/Sessions/1");
  }

  @Test
  void aBoardWithoutSessionsGetsBasicAuthentication() {
    assertThat(power(service(Quirk.NO_SESSIONS)).on()).isEqualTo(new Done("redfish"));
  }

  @Test
  void resetTypesThatComeThroughActionInfoOnlyAreFound() {
    RedfishService service = service(Quirk.ACTION_INFO);
    service.machine.put("power", "On");

    assertThat(power(service).hardReboot()).isEqualTo(new Done("redfish"));
    assertThat(service.requests)
        .anyMatch(request -> request.contains("ForceOff"))
        .noneMatch(request -> request.contains("ForceRestart"));
    assertThat(service.machine).containsEntry("power", "On");
  }

  @Test
  void aPowerStateThatFollowsLaterIsWaitedFor() {
    assertThat(power(service(Quirk.SLOW)).on()).isEqualTo(new Done("redfish"));
  }

  @Test
  void aResetThatIsATaskIsFollowedToItsEnd() {
    RedfishService service = service(Quirk.TASKS);

    assertThat(power(service).on()).isEqualTo(new Done("redfish"));
    assertThat(service.requests.stream().filter(one -> one.contains("/Tasks/1")).count())
        .isEqualTo(2);
  }

  @Test
  void aControllerThatSaysYesAndDoesNothingIsFound() {
    assertThat(power(service(Quirk.LIES)).on())
        .isInstanceOfSatisfying(
            Unreachable.class, answer -> assertThat(answer.why()).contains("stays off"));
  }

  @Test
  void aControllerThatFailsIsQuoted() {
    assertThat(power(service(Quirk.FAILS)).on())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("500", "The service is confused."));
  }

  @Test
  void aControllerThatStumblesAfterAResetIsAskedAgain() {
    assertThat(power(service(Quirk.STUMBLES)).on()).isEqualTo(new Done("redfish"));
  }

  @Test
  void aControllerThatNeverAnswersIsGivenUpInTime() {
    RedfishPower.Times impatient =
        new RedfishPower.Times(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
    PowerControl power =
        new RedfishPower(
            service(Quirk.HANGS).settings(),
            () -> new Opened.Text(RedfishService.PASSWORD),
            pin,
            impatient);

    assertThat(power.status().detail()).contains("no answer within 3 seconds");
  }

  @Test
  void aBoardThatKnowsOnlyThePowerCycleIsRestartedByIt() {
    RedfishService service = service(Quirk.POWER_CYCLE);
    service.machine.put("power", "On");

    assertThat(power(service).hardReboot()).isEqualTo(new Done("redfish"));
    assertThat(service.requests).anyMatch(request -> request.contains("PowerCycle"));
  }

  @Test
  void aSystemThatIgnoresTheSoftRebootIsSaidTo() {
    RedfishService service = service(Quirk.LIES);
    service.machine.put("power", "On");

    assertThat(power(service).softReboot())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("the system did not shut down when asked"));
  }

  @Test
  void theSystemThatIsNamedIsTheOneThatIsSwitched() {
    RedfishService service = service(Quirk.TWO_SYSTEMS);
    PowerSettings.Redfish any = service.settings();
    PowerSettings.Redfish second =
        new PowerSettings.Redfish(any.address(), any.user(), "2", any.media());

    assertThat(power(second, RedfishService.PASSWORD).on()).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("power2", "On").containsEntry("power", "Off");
  }

  @Test
  void aFirmwareThatCannotBeToldToBootFromTheNetworkIsNotTold() {
    RedfishService service = service(Quirk.NO_NETWORK_BOOT);

    assertThat(power(service).bootOnce(BootDevice.PXE))
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("None, Hdd, Cd, but not Pxe"));
    assertThat(service.machine).containsEntry("boot", "None");
  }

  @Test
  void aConnectionThatBreaksInTheMiddleIsAnAnswer() {
    assertThat(power(service(Quirk.DROPS)).status().supply()).isEqualTo(Supply.UNKNOWN);
  }

  @Test
  void theBootOverrideIsSetOnceAndReadBack() {
    RedfishService service = service();

    assertThat(power(service).bootOnce(BootDevice.PXE)).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("boot", "Pxe").containsEntry("enabled", "Once");
  }

  @Test
  void aBoardThatWantsAStrongTagGetsOne() {
    RedfishService service = service(Quirk.STRONG_TAG);

    assertThat(power(service).bootOnce(BootDevice.PXE)).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("boot", "Pxe");
  }

  @Test
  void aBoardThatRefusesTheBootModeIsAskedWithoutIt() {
    RedfishService service = service(Quirk.MODE_READ_ONLY);

    assertThat(power(service).bootOnce(BootDevice.HTTP)).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("boot", "UefiHttp");
  }

  @Test
  void aBoardThatTakesTheOverrideElsewhereGetsItThere() {
    RedfishService service = service(Quirk.SETTINGS_OBJECT);

    assertThat(power(service).bootOnce(BootDevice.PXE)).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("boot", "Pxe");
  }

  @Test
  void aBootOverrideThatTheControllerForgetsIsFound() {
    assertThat(power(service(Quirk.FORGETS)).bootOnce(BootDevice.PXE))
        .isInstanceOfSatisfying(
            Unreachable.class, answer -> assertThat(answer.why()).contains("forgotten"));
  }

  @Test
  void theRescueIsoIsPutIntoTheVirtualCdAndBootedFrom() {
    RedfishService service = service();
    service.machine.put("image", "http://192.0.2.1/old.iso");

    assertThat(power(service).bootMedia()).isEqualTo(new Done("redfish"));
    assertThat(service.machine)
        .containsEntry("image", "http://192.0.2.1/rescue.iso")
        .containsEntry("boot", "Cd");
  }

  @Test
  void aMediumThatTheControllerRefusesIsToldInItsWords() {
    RedfishService service = service(Quirk.REFUSES_MEDIA);

    assertThat(power(service).bootMedia())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("400", "No licence for this."));
    assertThat(service.machine).containsEntry("boot", "None");
  }

  @Test
  void aMediumThatTheControllerCannotFetchIsFoundAndNotBootedFrom() {
    RedfishService service = service(Quirk.EMPTY_DRIVE);

    assertThat(power(service).bootMedia())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> {
              assertThat(answer.why()).contains("its virtual CD drive is still empty");
              assertThat(answer.toDo()).contains("http://192.0.2.1/rescue.iso");
            });
    assertThat(service.machine).containsEntry("boot", "None");
  }

  @Test
  void aMediumThatIsFetchedLaterIsWaitedFor() {
    RedfishService service = service(Quirk.SLOW_DRIVE);

    assertThat(power(service).bootMedia()).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("boot", "Cd");
  }

  @Test
  void aChoiceOfTheCdThatNoBootHasUsedUpIsTakenBackWithTheMedium() {
    RedfishService service = service();
    power(service).bootMedia();

    assertThat(power(service).ejectMedia()).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("image", "").containsEntry("enabled", "Disabled");
  }

  @Test
  void severalSystemsAreAQuestionThatNamesThem() {
    assertThat(power(service(Quirk.TWO_SYSTEMS)).on())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("several systems: 1, 2"));
  }

  @Test
  void aWrongPasswordIsToldWithoutThePassword() {
    assertThat(power(service().settings(), "wrong-one").on())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer ->
                assertThat(answer.sentence())
                    .contains("user or password were refused")
                    .doesNotContain("wrong-one"));
  }

  @Test
  void aCertificateThatChangedIsRefusedBeforeAnythingIsSent() {
    power(service()).status();
    RedfishService impostor = new RedfishService(otherFolder);
    services.add(impostor);

    PowerStatus status = power(impostor).status();

    assertThat(status.supply()).isEqualTo(Supply.UNKNOWN);
    assertThat(status.detail()).contains("its certificate has changed");
    assertThat(pin.offered).isPresent().isNotEqualTo(pin.trusted);
    assertThat(impostor.requests).isEmpty();
  }

  @Test
  void theMediumIsTakenOutAgainAndNobodyElses() {
    RedfishService service = service();
    service.machine.put("image", "http://192.0.2.1/rescue.iso");
    assertThat(power(service).ejectMedia()).isEqualTo(new Done("redfish"));
    assertThat(service.machine).containsEntry("image", "");
    assertThat(power(service).ejectMedia()).isInstanceOf(PowerAnswer.Refused.class);

    service.machine.put("image", "http://192.0.2.9/of-somebody-else.iso");
    assertThat(power(service).ejectMedia()).isInstanceOf(PowerAnswer.Refused.class);
    assertThat(service.machine).containsEntry("image", "http://192.0.2.9/of-somebody-else.iso");
  }

  @Test
  void sensorsAndEventsAreToldTheNewestFirst() {
    PowerHealth.Told told = told();

    assertThat(told.identity()).isEqualTo("Maker, M1, S1");
    assertThat(told.readings())
        .containsExactly(
            new Reading("CPU1", "41 °C", "OK", ""), new Reading("Fan 1", "3600 RPM", "OK", ""));
    assertThat(told.log().getFirst())
        .isEqualTo(new Entry("7", "2026-11-21T08:00:00Z", "Critical", "PSU 1 failed"));
  }

  private PowerHealth.Told told(Quirk... quirks) {
    return (PowerHealth.Told) power(service(quirks)).health();
  }

  @Test
  void sensorsOutOfTheirLimitsAreToldInWords() {
    assertThat(told(Quirk.HOT).readings())
        .containsExactly(
            new Reading("CPU1", "97 °C", "Critical", "above its critical limit of 95 °C"),
            new Reading("DIMM A", "60 °C", "Warning", "the controller calls it a warning"),
            new Reading("Fan 1", "200 RPM", "", "below its usual limit of 600 RPM"),
            new Reading("12V", "12.1 V", "OK", ""),
            new Reading("PSU 2", "", "Critical", "the controller calls it critical"));
  }

  @Test
  void newerServicesTellOfSensorsOneByOne() {
    assertThat(told(Quirk.SENSORS).readings())
        .containsExactly(
            new Reading("Inlet", "44.5 °C", "Warning", "above its usual limit of 42 °C"),
            new Reading("Fan 3", "35 %", "OK", ""));
  }

  @Test
  void aBoardThatDropsTheConnectionTellsNothing() {
    assertThat(power(service(Quirk.DROPS)).health()).isInstanceOf(PowerHealth.Unreachable.class);
  }
}
