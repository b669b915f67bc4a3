package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.lifeboot.manager.power.PowerAnswer.Done;
import org.lifeboot.manager.power.PowerAnswer.Unreachable;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.secret.Opened;

/// Tries every verb of our Redfish client on a recorded board, and compares what comes of it with
/// what the recording says. Each try has the board anew.
///
/// @param board the recording's folder
/// @param keys the folder of the service's key
record BoardTrials(Path board, Path keys) {

  private static final RedfishPower.Times SHORT =
      new RedfishPower.Times(Duration.ofSeconds(20), Duration.ofSeconds(6), Duration.ofSeconds(6));

  private static final Done DONE = new Done("redfish");
  private static final Set<String> CDS = Set.of("Cd", "UsbCd", "UefiCd", "CD/DVD");

  /// What is tried of one system.
  private interface Trial {
    void on(RecordedBoard board, RecordedSystem system, RedfishPower power);
  }

  DynamicContainer all() {
    List<RecordedSystem> systems = Recording.of(board).systems();
    Stream<DynamicNode> each = systems.stream().map(this::ofSystem);
    Stream<DynamicNode> together =
        systems.size() > 1
            ? Stream.of(dynamicTest("several systems", this::severalSystems))
            : Stream.empty();
    return dynamicContainer(board.getFileName() + "", Stream.concat(each, together));
  }

  private DynamicContainer ofSystem(RecordedSystem system) {
    String id = system.id();
    return dynamicContainer(
        id,
        Stream.of(
            tried("status", id, BoardTrials::status),
            tried("off and on", id, BoardTrials::offAndOn),
            tried("hard reboot", id, BoardTrials::hardReboot),
            tried("soft reboot", id, BoardTrials::softReboot),
            tried("network boot", id, BoardTrials::networkBoot),
            tried("media", id, BoardTrials::media),
            tried("sensors", id, BoardTrials::sensors),
            tried("event log", id, BoardTrials::eventLog)));
  }

  private DynamicNode tried(String what, String id, Trial trial) {
    return dynamicTest(
        what,
        () -> {
          try (RecordedBoard played = new RecordedBoard(board, keys)) {
            RecordedSystem system =
                played.recording.systems().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            trial.on(played, system, power(played, id));
          } catch (AssertionError failed) {
            String where = String.join(", ", board.getFileName() + "", id, what);
            throw new AssertionError(where + ": " + failed.getMessage(), failed);
          }
        });
  }

  private static RedfishPower power(RecordedBoard played, String id) {
    return new RedfishPower(
        played.settings(id), () -> new Opened.Text(BmcHttps.PASSWORD), new MemoryPin(), SHORT);
  }

  private void severalSystems() {
    try (RecordedBoard played = new RecordedBoard(board, keys)) {
      assertThat(power(played, "").status().detail())
          .contains("several systems")
          .contains(played.recording.systems().stream().map(RecordedSystem::id).toList());
    }
  }

  private static void status(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    Supply expected =
        switch (system.power()) {
          case "On", "PoweringOff", "Paused" -> Supply.ON;
          case "Off", "PoweringOn" -> Supply.OFF;
          default -> Supply.UNKNOWN;
        };
    PowerStatus status = power.status();

    assertThat(status.supply()).as(status.detail()).isEqualTo(expected);
    assertThat(status.detail()).contains(system.document().text("Model"));
  }

  private static void offAndOn(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    system.switchTo("On");
    if (system.resetTypes().isEmpty()) {
      assertThat(power.off()).isNotInstanceOf(Done.class);
      return;
    }
    assertThat(power.off()).isEqualTo(DONE);
    assertThat(system.power()).isEqualTo("Off");
    assertThat(power.on()).isEqualTo(DONE);
    assertThat(system.power()).isEqualTo("On");
    assertThat(board.resets()).hasSize(2);
  }

  private static void hardReboot(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    system.switchTo("On");
    if (system.resetTypes().isEmpty()) {
      assertThat(power.hardReboot()).isNotInstanceOf(Done.class);
      return;
    }
    assertThat(power.hardReboot()).isEqualTo(DONE);
    assertThat(system.power()).isEqualTo("On");
    assertThat(board.resets()).isNotEmpty().isSubsetOf(system.resetTypes());
  }

  private static void softReboot(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    system.switchTo("On");
    PowerAnswer answer = power.softReboot();
    if (system.resetTypes().stream()
        .noneMatch(Set.of("GracefulShutdown", "PushPowerButton")::contains)) {
      assertThat(answer).isNotInstanceOf(Done.class);
      return;
    }
    assertThat(answer).isEqualTo(DONE);
    assertThat(system.power()).isEqualTo("On");
    assertThat(board.resets()).hasSize(2).isSubsetOf(system.resetTypes());
  }

  private static void networkBoot(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    PowerAnswer answer = power.bootOnce(BootDevice.PXE);
    if (system.bootTargets().isEmpty() || system.bootTargets().contains("Pxe")) {
      if (system.document().object("Boot").fields().isEmpty()) {
        assertThat(answer).isNotInstanceOf(Done.class);
        return;
      }
      assertThat(answer).isEqualTo(DONE);
      assertThat(system.chosen()).contains("Pxe");
    } else {
      assertThat(answer)
          .isInstanceOfSatisfying(
              Unreachable.class, one -> assertThat(one.why()).contains("but not Pxe"));
    }
  }

  private static void media(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    if (system.drives().isEmpty()) {
      assertThat(power.bootMedia())
          .isInstanceOfSatisfying(
              Unreachable.class, one -> assertThat(one.why()).contains("no virtual CD drive"));
      return;
    }
    board.machine.fill(Recording.key(system.drives().getFirst()), "http://192.0.2.9/old.iso");
    PowerAnswer inserted = power.bootMedia();
    boolean offered =
        system.bootTargets().isEmpty() || system.bootTargets().stream().anyMatch(CDS::contains);
    if (!offered) {
      assertThat(inserted)
          .isInstanceOfSatisfying(
              Unreachable.class, one -> assertThat(one.why()).contains("but not"));
      return;
    }
    assertThat(inserted).isEqualTo(DONE);
    assertThat(images(board, system)).contains(BmcHttps.MEDIUM).doesNotContain("old.iso");
    assertThat(system.chosen()).containsAnyElementsOf(CDS);
    assertThat(power.ejectMedia()).isEqualTo(DONE);
    assertThat(images(board, system)).doesNotContain(BmcHttps.MEDIUM);
    assertThat(system.chosen()).doesNotContainAnyElementsOf(CDS);
  }

  private static String images(RecordedBoard board, RecordedSystem system) {
    return system.drives().stream()
        .map(drive -> board.recording.find(drive).orElseThrow().text("Image"))
        .toList()
        .toString();
  }

  private static PowerHealth.Told told(RedfishPower power) {
    PowerHealth health = power.health();
    assertThat(health).isInstanceOf(PowerHealth.Told.class);
    return (PowerHealth.Told) health;
  }

  private static void sensors(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    List<Reading> readings = told(power).readings();

    assertThat(readings).hasSizeGreaterThanOrEqualTo(Math.min(system.sensors().size(), 200));
    assertThat(readings).extracting(Reading::name).doesNotHaveDuplicates().doesNotContain("");
    assertThat(readings)
        .filteredOn(one -> one.state().equals("OK"))
        .allSatisfy(one -> assertThat(one.outside()).isEmpty());
  }

  private static void eventLog(RecordedBoard board, RecordedSystem system, RedfishPower power) {
    PowerHealth.Told told = told(power);
    if (!system.logged().isEmpty()) {
      assertThat(told.log()).isNotEmpty();
    }
    assertThat(told.log()).allSatisfy(one -> assertThat(one.text()).isNotBlank());
    assertThat(told.log().stream().map(PowerHealth.Entry::at).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }
}
