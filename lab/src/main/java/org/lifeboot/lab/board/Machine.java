package org.lifeboot.lab.board;

import java.nio.file.Path;
import java.util.Optional;

/// What a management controller switches.
public interface Machine {

  /// What the firmware tries first.
  enum BootFirst {
    /// As the firmware is set up.
    USUAL,
    NETWORK,
    CD,
    DISK
  }

  boolean on();

  /// Switches it on.
  ///
  /// @param medium what is in its CD drive
  void powerOn(BootFirst first, Optional<Path> medium);

  /// Takes the power away.
  void powerOff();

  /// Another medium is in its CD drive, or none, whether it runs or not.
  void changeMedium(Optional<Path> medium);

  /// Asks the system to shut down (ACPI); it may not.
  void pressPowerButton();
}
