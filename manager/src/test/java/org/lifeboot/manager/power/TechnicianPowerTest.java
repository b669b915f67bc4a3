package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TechnicianPowerTest implements PowerControlContract {

  private static final PowerSettings.Technician HANDS =
      new PowerSettings.Technician("hands@example.org", 30);

  @Override
  public PowerControl working() {
    return new TechnicianPower(HANDS);
  }

  @Override
  public PowerControl cutOff() {
    return new TechnicianPower(HANDS);
  }

  @Override
  public String expectedName() {
    return "technician";
  }

  @Test
  void aHardRebootIsASentenceForPeopleWithTheirTimeLimit() {
    assertThat(working().hardReboot())
        .isEqualTo(
            new PowerAnswer.Asked(
                "hands@example.org",
                "Restart it: press its reset button, or switch it off and on again.",
                Duration.ofMinutes(30)));
  }

  @Test
  void peopleAreAskedWhenTheDriverBeforeThemCannot() {
    SeveralPower several = new SeveralPower(List.of(new NoPower(), working()));

    assertThat(several.hardReboot()).isInstanceOf(PowerAnswer.Asked.class);
  }

  @Test
  void aLineBreakInAnAddressIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerSettings.Technician("a@example.org\nBcc: b@example.org", 30))
        .withMessageContaining("e-mail address");
  }
}
