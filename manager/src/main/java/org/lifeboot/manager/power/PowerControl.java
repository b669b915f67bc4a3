package org.lifeboot.manager.power;

/// The power of one server. Each call blocks until it is answered or the driver's own time limit
/// has passed; failures are values. Every action may be repeated: a second hard reboot is another
/// one, the rest change nothing when they are done already. Implementations are thread-safe.
public interface PowerControl {

  /// Stable name of the driver: `qemu`, `command`, `none`.
  String name();

  /// True when [#softReboot] can be tried at all.
  boolean offersSoftReboot();

  /// Asks the installed system to shut down and start again. [PowerAnswer.Done] means that it was
  /// asked and, where the driver can see it, that it went down.
  PowerAnswer softReboot();

  /// Restarts the server at once, whatever it is doing; switches it on when it is off.
  PowerAnswer hardReboot();

  PowerAnswer on();

  /// Takes the power away at once.
  PowerAnswer off();

  PowerStatus status();
}
