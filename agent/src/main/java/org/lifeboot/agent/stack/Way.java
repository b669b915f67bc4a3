package org.lifeboot.agent.stack;

/// How a stack is brought up.
public enum Way {
  /// Over snapshots in RAM: not one byte of any disk changes.
  SNAPSHOT,
  /// The devices themselves, to be written: a named person asked for it. An array that lost a
  /// member since it last ran is left alone.
  WRITE,
  /// The same, and arrays run with fewer members than when they last ran.
  WRITE_DEGRADED
}
