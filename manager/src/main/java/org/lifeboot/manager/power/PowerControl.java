package org.lifeboot.manager.power;

/// The power of one server. Each call blocks until it is answered or the driver's own time limit
/// has passed; failures are values. Every action may be repeated: a second hard reboot is another
/// one, the rest change nothing when they are done already. Implementations are thread-safe.
public interface PowerControl {

  /// Stable name of the driver, the one of its settings: `qemu`, `redfish`, `ipmi`, …
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

  /// Lets the firmware boot from this once, and then as before. [PowerAnswer.Done] means that the
  /// other end took it and, where it can be asked, still knows it.
  default PowerAnswer bootOnce(BootDevice device) {
    return new PowerAnswer.Refused(
        "The driver " + name() + " cannot choose what the firmware boots; set it in the firmware");
  }

  /// Puts a medium into the server's virtual drive and lets it boot from that once.
  ///
  /// @see #offersMedia
  default PowerAnswer bootMedia() {
    return new PowerAnswer.Refused("The driver " + name() + " has no virtual media");
  }

  /// Takes out the medium that [#bootMedia] puts in. [PowerAnswer.Done] means that it was in there,
  /// [PowerAnswer.Refused] that it was not.
  default PowerAnswer ejectMedia() {
    return new PowerAnswer.Refused("The driver " + name() + " has no virtual media");
  }

  /// True when [#bootMedia] can be tried at all.
  default boolean offersMedia() {
    return false;
  }

  /// Opens the server's serial console.
  ///
  /// @param takeOver ends somebody else's first
  default SerialConsole.Opening console(boolean takeOver) {
    return new SerialConsole.Opening.NotOffered(
        "The driver " + name() + " carries no serial console");
  }

  /// What the management controller tells of the machine.
  default PowerHealth health() {
    return new PowerHealth.NotOffered(
        "The driver " + name() + " knows nothing of sensors and logs");
  }
}
