package org.lifeboot.manager.session;

import org.lifeboot.manager.power.BootDevice;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.session.Ladder.Rung;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;

/// Goes one way of the ladder. What drivers say names controllers and commands, so owners, who read
/// the timeline, are told whether it worked and what that means.
record RungTry(PowerControl power) {

  /// What came of it.
  sealed interface Came {
    /// A machine answered.
    record Answered(RungAnswered event) implements Came {}

    /// People are to be asked.
    record Hands(HandsAsked event, PowerAnswer.Asked asked) implements Came {}
  }

  Came go(Rung rung) {
    return switch (rung) {
      case NONE -> machine(rung, true, "Nothing was done");
      case SOFT -> soft();
      case HARD -> hard(rung, "");
      case AGAIN -> hard(rung, before());
      case MEDIA -> media();
    };
  }

  private Came soft() {
    if (!power.offersSoftReboot()) {
      return machine(
          Rung.SOFT, false, "Its power driver " + power.name() + " offers no soft reboot");
    }
    String chosen = bootChoice();
    return answered(Rung.SOFT, "A soft reboot", power.softReboot(), chosen);
  }

  private Came hard(Rung rung, String before) {
    String chosen = bootChoice();
    return answered(rung, before + "A hard reboot", power.hardReboot(), chosen);
  }

  private Came media() {
    if (!power.offersMedia()) {
      return machine(
          Rung.MEDIA,
          false,
          "No rescue ISO is set in its power settings or in the Manager's, so no virtual medium");
    }
    return switch (power.bootMedia()) {
      case PowerAnswer.Done _ ->
          answered(Rung.MEDIA, "A reboot from the virtual medium", power.hardReboot(), "");
      case PowerAnswer.Asked _, PowerAnswer.Refused _, PowerAnswer.Unreachable _ ->
          machine(
              Rung.MEDIA,
              false,
              "The rescue ISO could not be put into the virtual drive; its power test says why");
    };
  }

  /// Whether the machine runs although nothing asked what to boot: then the firmware went its own
  /// way.
  private String before() {
    return switch (power.status().supply()) {
      case ON -> "The power is on, so the firmware ignored the boot choice. ";
      case OFF -> "The power is off. ";
      case UNKNOWN -> "";
    };
  }

  private String bootChoice() {
    return switch (power.bootOnce(BootDevice.PXE)) {
      case PowerAnswer.Done _ -> "; the firmware was told to boot from the network once";
      case PowerAnswer.Asked _, PowerAnswer.Refused _ ->
          "; its power driver cannot choose what the firmware boots, so its boot order counts";
      case PowerAnswer.Unreachable _ ->
          "; the firmware could not be told to boot from the network, so its boot order counts";
    };
  }

  private static Came machine(Rung rung, boolean done, String text) {
    return new Came.Answered(new RungAnswered(rung, done, text));
  }

  private static Came hands(Rung rung, String what, PowerAnswer.Asked asked) {
    String text =
        what
            + ": technicians were asked by mail; they have "
            + asked.limit().toMinutes()
            + " minutes to answer";
    return new Came.Hands(new HandsAsked(rung, asked.limit(), text), asked);
  }

  private Came answered(Rung rung, String what, PowerAnswer answer, String chosen) {
    String by = what + " by " + power.name();
    return switch (answer) {
      case PowerAnswer.Done _ -> machine(rung, true, by + " was done" + chosen);
      case PowerAnswer.Asked asked -> hands(rung, what, asked);
      case PowerAnswer.Refused(String reason) -> machine(rung, false, by + " failed: " + reason);
      case PowerAnswer.Unreachable _ ->
          machine(rung, false, by + " failed; its power test says why");
    };
  }
}
