package org.lifeboot.agent.check.filesystem;

/// The repair of one kind of file system, rehearsed.
@FunctionalInterface
interface Repair {

  /// Carries the repair out on the stage and judges by what it did.
  ///
  /// @throws InterruptedException when the check was cancelled
  Rehearsed rehearse(Stage stage) throws InterruptedException;
}
