package org.lifeboot.lab.board;

/// What a management controller can be told to do wrong, as boards do.
public enum Fault {
  /// Takes connections and never answers.
  TIMES_OUT,
  /// Says that the power is on, while it is off, and does not switch it.
  LIES,
  /// Says yes to a boot choice and forgets it.
  LOSES_OVERRIDE,
  /// Keeps the boot choice, and its firmware boots as usual all the same.
  IGNORES_OVERRIDE,
  /// Answers 500 to everything that would change something.
  FAILS,
  /// Closes the connection in the middle of an answer.
  DROPS,
  /// Takes no medium into its virtual CD drive.
  REFUSES_MEDIA,
  /// Says yes to a medium, and its virtual CD drive stays empty.
  EMPTY_DRIVE,
  /// The power state that it tells follows seconds later.
  FOLLOWS_LATE
}
