package org.lifeboot.manager.session;

import java.util.Optional;

/// Whether what people choose could be booted at all, asked before the choice is stored.
public interface BootFilesCheck {

  /// Why there is no rescue system to boot, if there is none.
  Optional<String> rescueProblem();

  /// Why there is no Memtest86+ to boot, if there is none.
  Optional<String> memtestProblem();

  /// Why the Manager has no rescue ISO for virtual media, if it has none.
  Optional<String> mediumProblem();
}
