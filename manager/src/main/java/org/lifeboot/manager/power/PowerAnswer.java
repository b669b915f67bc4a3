package org.lifeboot.manager.power;

/// What came of a power action. Texts may quote other programs: hostile.
public sealed interface PowerAnswer {

  /// It was carried out.
  ///
  /// @param by the driver's stable name: `qemu`, `command`
  record Done(String by) implements PowerAnswer {}

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
