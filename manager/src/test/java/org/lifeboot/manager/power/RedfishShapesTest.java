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
import org.lifeboot.manager.secret.Opened;

/// What recordings of real boards taught, on boards made by hand in these shapes.
@Timeout(120)
final class RedfishShapesTest {

  private static final RedfishPower.Times SHORT =
      new RedfishPower.Times(Duration.ofSeconds(20), Duration.ofSeconds(6), Duration.ofSeconds(6));

  private static final Done DONE = new Done("redfish");

  @TempDir private static Path keys;
  @TempDir private Path folder;
  private final List<RecordedBoard> boards = new ArrayList<>();

  @AfterEach
  void stop() {
    boards.forEach(RecordedBoard::close);
  }

  private RecordedBoard board(String name) {
    RecordedBoard board = new RecordedBoard(HandmadeBoards.write(folder, name), keys);
    boards.add(board);
    return board;
  }

  private static RedfishPower power(RecordedBoard board) {
    return power(board, "");
  }

  private static RedfishPower power(RecordedBoard board, String system) {
    return new RedfishPower(
        board.settings(system), () -> new Opened.Text(BmcHttps.PASSWORD), new MemoryPin(), SHORT);
  }

  private static RecordedSystem system(RecordedBoard board) {
    return board.recording.systems().getFirst();
  }

  private static PowerHealth.Told told(RedfishPower power) {
    return (PowerHealth.Told) power.health();
  }

  @Test
  void theSlashThatABoardInsistsOnIsAdded() {
    RecordedBoard board = board("old");

    assertThat(power(board).status().supply()).isEqualTo(Supply.ON);
    assertThat(board.requests.getLast()).startsWith("DELETE /redfish/v1/SessionService/Sessions/1");
  }

  @Test
  void aRedirectToAnotherPlaceIsNotFollowed() {
    RecordedBoard board = board("old");
    board.moved = "/redfish/v1/Elsewhere/";

    assertThat(power(board).status().detail()).contains("answered 308");
    assertThat(board.requests).noneMatch(request -> request.contains("Elsewhere"));
  }

  @Test
  void aBoardWithoutShutdownGetsItsButtonPushed() {
    RecordedBoard board = board("old");

    assertThat(power(board).softReboot()).isEqualTo(DONE);
    assertThat(board.resets()).containsExactly("PushPowerButton", "On");
  }

  @Test
  void theSoftRebootOfAServerThatIsOffSwitchesItOn() {
    RecordedBoard board = board("old");
    system(board).switchTo("Off");

    assertThat(power(board).softReboot()).isEqualTo(DONE);
    assertThat(board.resets()).containsExactly("On");
  }

  @Test
  void resetTypesThatLackACommaAreTwo() {
    RecordedBoard board = board("late");

    assertThat(power(board).softReboot()).isEqualTo(DONE);
    assertThat(board.resets()).containsExactly("GracefulShutdown", "On");
  }

  @Test
  void resetTypesOfTheActionAndOfItsInfoAreAddedUp() {
    RecordedBoard board = board("added");

    assertThat(power(board).hardReboot()).isEqualTo(DONE);
    assertThat(board.resets()).containsExactly("PowerCycle");
  }

  @Test
  void bootTargetsOfOldBoardsAreReadToo() {
    assertThat(power(board("old")).bootOnce(BootDevice.HTTP))
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("None, Cd, Hdd, Pxe, but not UefiHttp"));
  }

  @Test
  void bootTargetsOfTheSettingsObjectAreReadToo() {
    RecordedBoard board = board("several");

    assertThat(power(board, "Node").bootOnce(BootDevice.PXE))
        .isInstanceOfSatisfying(
            Unreachable.class, answer -> assertThat(answer.why()).contains("but not Pxe"));
    assertThat(power(board, "Node").bootOnce(BootDevice.HTTP)).isEqualTo(DONE);
  }

  @Test
  void aPausedSystemIsOn() {
    assertThat(power(board("several"), "Board").status().supply()).isEqualTo(Supply.ON);
  }

  @Test
  void theCdOnUsbIsTheVirtualOneAndIsForgottenWithTheMedium() {
    RecordedBoard board = board("late");

    assertThat(power(board).bootMedia()).isEqualTo(DONE);
    assertThat(system(board).chosen()).containsExactly("UsbCd");
    assertThat(power(board).ejectMedia()).isEqualTo(DONE);
    assertThat(system(board).chosen()).isEmpty();
  }

  @Test
  void aCdOfAnotherNameIsBootedFrom() {
    RecordedBoard board = board("patched");

    assertThat(power(board).bootMedia()).isEqualTo(DONE);
    assertThat(system(board).chosen()).containsExactly("CD/DVD");
  }

  @Test
  void aMediumWithoutActionsIsTakenOutByItsImage() {
    RecordedBoard board = board("patched");
    power(board).bootMedia();

    assertThat(power(board).ejectMedia()).isEqualTo(DONE);
    assertThat(board.requests).anyMatch(request -> request.contains("{\"Image\":null}"));
  }

  @Test
  void aDriveThatDoesNotWantToHearThatItIsInsertedIsNotToldSo() {
    RecordedBoard board = board("old");

    assertThat(power(board).bootMedia()).isEqualTo(DONE);
    assertThat(board.requests)
        .anyMatch(request -> request.contains("{\"Image\":\"" + BmcHttps.MEDIUM + "\"}"));
  }

  @Test
  void sensorsOfOldBoardsAreReadAndEachHasItsName() {
    assertThat(told(power(board("old"))).readings())
        .containsExactly(
            new Reading("Inlet", "23 °C", "", ""),
            new Reading("Fan 1", "33 %", "OK", ""),
            new Reading("Supply", "120 W", "OK", ""),
            new Reading("Supply 2", "80 W", "OK", ""));
  }

  @Test
  void numbersThatAreTextsAreRead() {
    assertThat(told(power(board("late"))).readings())
        .containsExactly(new Reading("CPU", "41 °C", "OK", ""));
  }

  @Test
  void aLogInPagesOfItemsIsReadToItsEnd() {
    assertThat(told(power(board("old"))).log())
        .extracting(Entry::text)
        .containsExactly("The third", "The second", "The first");
  }

  @Test
  void aLogOfReferencesAndPagesIsReadWithoutThatOfTheManager() {
    assertThat(told(power(board("late"))).log())
        .extracting(Entry::text)
        .containsExactly("It turns again", "A fan stands still");
  }

  @Test
  void ofAManagersLogsTheOneOfTheMachineIsRead() {
    assertThat(told(power(board("several"), "Node")).log())
        .extracting(Entry::text)
        .containsExactly("A supply failed");
  }

  @Test
  void aLogWhosePagesLeadInACircleEnds() {
    RecordedBoard board = board("old");
    String entries = "/redfish/v1/Systems/1/LogServices/IML/Entries";
    board.recording.change(
        entries + "?page=2", fields -> fields.put("Members@odata.nextLink", entries + "/"));

    assertThat(told(power(board)).log()).hasSize(3);
  }
}
