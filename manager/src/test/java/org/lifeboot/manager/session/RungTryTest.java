package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.power.BootDevice;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.power.PowerStatus;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.session.Ladder.Rung;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;

final class RungTryTest {

  private static final PowerAnswer DONE = new PowerAnswer.Done("board");
  private static final PowerAnswer REFUSED = new PowerAnswer.Refused("It has none");
  private static final PowerAnswer BROKEN =
      new PowerAnswer.Unreachable("Reset at 10.0.8.21", "no answer from bmc-secret", "Look there");

  private final Board board = new Board();

  private RungAnswered go(Rung rung) {
    return new RungTry(board).go(rung) instanceof RungTry.Came.Answered(var event)
        ? event
        : new RungAnswered(rung, false, "people were asked");
  }

  @Test
  void theFirmwareIsToldBeforeTheServerIsReset() {
    RungAnswered answer = go(Rung.HARD);

    assertThat(board.asked).containsExactly("boot PXE", "hard");
    assertThat(answer)
        .isEqualTo(
            new RungAnswered(
                Rung.HARD,
                true,
                "A hard reboot by board was done; the firmware was told to boot from the network"
                    + " once"));
  }

  @Test
  void aDriverWithoutSoftRebootIsNotAskedForOne() {
    board.soft = false;

    assertThat(go(Rung.SOFT))
        .isEqualTo(
            new RungAnswered(Rung.SOFT, false, "Its power driver board offers no soft reboot"));
    assertThat(board.asked).isEmpty();
  }

  @Test
  void aFirmwareThatCannotBeToldIsRebootedAllTheSame() {
    board.boot = REFUSED;

    RungAnswered answer = go(Rung.SOFT);

    assertThat(answer.done()).isTrue();
    assertThat(answer.text()).contains("its boot order counts");
    assertThat(board.asked).containsExactly("boot PXE", "soft");
  }

  @Test
  void ownersDoNotReadWhatAControllerSays() {
    board.hard = BROKEN;

    RungAnswered answer = go(Rung.HARD);

    assertThat(answer)
        .isEqualTo(
            new RungAnswered(
                Rung.HARD, false, "A hard reboot by board failed; its power test says why"));
  }

  @Test
  void aMachineThatRunsAndDidNotAskHadAFirmwareOfItsOwnMind() {
    assertThat(go(Rung.AGAIN).text())
        .startsWith("The power is on, so the firmware ignored the boot choice. A hard reboot");
  }

  @Test
  void aMachineThatIsOffIsNotBlamedOnItsFirmware() {
    board.supply = Supply.OFF;

    assertThat(go(Rung.AGAIN).text()).startsWith("The power is off. A hard reboot");
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    board.supply = Supply.UNKNOWN;

    assertThat(go(Rung.AGAIN).text()).startsWith("A hard reboot by board was done");
  }

  @Test
  void whoAsksPeopleWaitsForTheirAnswer() {
    PowerAnswer.Asked people =
        new PowerAnswer.Asked("hands@example.org", "Restart it.", Duration.ofMinutes(30));
    board.hard = people;

    assertThat(new RungTry(board).go(Rung.HARD))
        .isEqualTo(
            new RungTry.Came.Hands(
                new HandsAsked(
                    Rung.HARD,
                    Duration.ofMinutes(30),
                    "A hard reboot: technicians were asked by mail; they have 30 minutes to answer"),
                people));
  }

  @Test
  void theIsoIsInTheDriveBeforeTheServerIsReset() {
    RungAnswered answer = go(Rung.MEDIA);

    assertThat(board.asked).containsExactly("media", "hard");
    assertThat(answer)
        .isEqualTo(
            new RungAnswered(
                Rung.MEDIA, true, "A reboot from the virtual medium by board was done"));
  }

  @Test
  void aServerWithoutAnIsoIsNotResetForNothing() {
    board.offersMedia = false;

    assertThat(go(Rung.MEDIA).text()).startsWith("No rescue ISO is set");
    assertThat(board.asked).isEmpty();
  }

  @Test
  void anIsoThatCannotBePutInIsNotBootedFrom() {
    board.media = BROKEN;

    RungAnswered answer = go(Rung.MEDIA);

    assertThat(answer.done()).isFalse();
    assertThat(answer.text()).contains("could not be put into the virtual drive");
    assertThat(board.asked).containsExactly("media");
  }

  /// A controller that does as told and writes down what that was.
  private static final class Board implements PowerControl {
    private final List<String> asked = new ArrayList<>();
    private boolean soft = true;
    private boolean offersMedia = true;
    private PowerAnswer hard = DONE;
    private PowerAnswer boot = DONE;
    private PowerAnswer media = DONE;
    private Supply supply = Supply.ON;

    @Override
    public String name() {
      return "board";
    }

    @Override
    public boolean offersSoftReboot() {
      return soft;
    }

    @Override
    public PowerAnswer softReboot() {
      return noted("soft", DONE);
    }

    @Override
    public PowerAnswer hardReboot() {
      return noted("hard", hard);
    }

    @Override
    public PowerAnswer on() {
      return noted("on", DONE);
    }

    @Override
    public PowerAnswer off() {
      return noted("off", DONE);
    }

    @Override
    public PowerStatus status() {
      return new PowerStatus(supply, "");
    }

    @Override
    public PowerAnswer bootOnce(BootDevice device) {
      return noted("boot " + device, boot);
    }

    @Override
    public boolean offersMedia() {
      return offersMedia;
    }

    @Override
    public PowerAnswer bootMedia() {
      return noted("media", media);
    }

    private PowerAnswer noted(String what, PowerAnswer answer) {
      asked.add(what);
      return answer;
    }
  }
}
