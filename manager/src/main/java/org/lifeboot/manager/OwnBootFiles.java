package org.lifeboot.manager;

import java.util.Optional;
import org.lifeboot.manager.session.BootFilesCheck;

/// What a Manager says that runs on the machine that it rescues: it ends with the machine, so
/// whatever it promised of the next boot would not be kept.
record OwnBootFiles() implements BootFilesCheck {

  @Override
  public Optional<String> rescueProblem() {
    return Optional.of(
        "This Lifeboot runs on the machine itself, from a medium, and ends when it restarts. For"
            + " another rescue start the machine from the medium again.");
  }

  @Override
  public Optional<String> memtestProblem() {
    return Optional.of(
        "This Lifeboot runs on the machine itself, from a medium, and ends when it restarts. Restart"
            + " it from the medium and choose Memtest86+ in the medium's menu.");
  }

  @Override
  public Optional<String> mediumProblem() {
    return rescueProblem();
  }
}
