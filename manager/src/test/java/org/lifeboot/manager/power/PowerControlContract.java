package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboot.manager.power.PowerAnswer.Done;
import org.lifeboot.manager.power.PowerAnswer.Refused;
import org.lifeboot.manager.power.PowerAnswer.Unreachable;

/// What every driver holds to.
@Timeout(180)
interface PowerControlContract {

  /// A driver whose server answers.
  PowerControl working();

  /// The same driver with its server, or what leads to it, gone.
  PowerControl cutOff();

  String expectedName();

  @Test
  default void itsNameIsTheOneOfItsSettings() {
    assertThat(working().name()).isEqualTo(expectedName());
  }

  @Test
  default void aHardRebootIsDoneByThisDriverOrRefusedWithAWayOut() {
    assertThat(working().hardReboot()).satisfies(this::doneOrRefused);
  }

  @Test
  default void everyActionMayBeRepeated() {
    var power = working();

    assertThat(power.off()).satisfies(this::doneOrRefused);
    assertThat(power.off()).satisfies(this::doneOrRefused);
    assertThat(power.on()).satisfies(this::doneOrRefused);
    assertThat(power.on()).satisfies(this::doneOrRefused);
    assertThat(power.hardReboot()).satisfies(this::doneOrRefused);
    assertThat(power.hardReboot()).satisfies(this::doneOrRefused);
  }

  @Test
  default void aServerThatIsCutOffIsAnAnswerAndNotAnException() {
    assertThat(cutOff().hardReboot()).isNotInstanceOf(Done.class);
    assertThat(cutOff().softReboot()).isNotInstanceOf(Done.class);
    assertThat(cutOff().on()).isNotInstanceOf(Done.class);
    assertThat(cutOff().off()).isNotInstanceOf(Done.class);
  }

  @Test
  default void thePowerOfAServerThatIsCutOffIsUnknownWithAReason() {
    var status = cutOff().status();

    assertThat(status.supply()).isEqualTo(PowerStatus.Supply.UNKNOWN);
    assertThat(status.detail()).isNotBlank();
  }

  @Test
  default void aSoftRebootThatIsNotOfferedIsRefused() {
    if (!working().offersSoftReboot()) {
      assertThat(working().softReboot()).isInstanceOf(Refused.class);
    }
  }

  private void doneOrRefused(PowerAnswer answer) {
    switch (answer) {
      case Done(String by) -> assertThat(by).isEqualTo(expectedName());
      case PowerAnswer.Asked asked -> assertThat(asked.what()).isNotBlank();
      case Refused(String reason) -> assertThat(reason).isNotBlank();
      case Unreachable unreachable -> throw new AssertionError(unreachable.sentence());
    }
  }
}
