package org.lifeboot.manager.power;

import java.time.Duration;

/// What came of a power action. Texts may quote other programs: hostile.
public sealed interface PowerAnswer {

  /// It was carried out.
  ///
  /// @param by the driver's stable name: `qemu`, `command`
  record Done(String by) implements PowerAnswer {}

  /// People were named who can do it, and are to be asked; it is done when they say so.
  ///
  /// @param to where the mail goes
  /// @param what they are asked to do, as a sentence
  /// @param limit how long to wait for their answer
  record Asked(String to, String what, Duration limit) implements PowerAnswer {}

  /// This driver, as set up, does not do that; nothing was tried.
  ///
  /// @param reason a sentence for a person, saying what to do instead
  record Refused(String reason) implements PowerAnswer {}

  /// It was tried, and the server's power could not be reached, or answered with an error.
  ///
  /// @param what was being done: "hard reboot through /run/vm/qmp.sock"
  /// @param why what came back
  /// @param toDo what a person can do about it
  record Unreachable(String what, String why, String toDo) implements PowerAnswer {
    public String sentence() {
      return what + ": " + why + ". " + toDo;
    }
  }
}
