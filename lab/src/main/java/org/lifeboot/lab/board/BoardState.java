package org.lifeboot.lab.board;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.lab.board.Machine.BootFirst;

/// What a management controller knows and does: the machine's power, the boot choice for one boot,
/// the medium in its virtual CD drive. Thread-safe.
final class BoardState {

  private static final Duration LATE = Duration.ofSeconds(3);

  /// A medium, and where it was fetched.
  record Medium(String image, Path file) {}

  private final Machine machine;
  private final Set<Fault> faults;
  private String override = "None";
  private Optional<Medium> medium = Optional.empty();
  private boolean told;
  private long changedAtNanos;

  BoardState(Machine machine, Set<Fault> faults) {
    this.machine = machine;
    this.faults = faults;
    this.told = machine.on();
  }

  /// `On` or `Off`, as it says.
  synchronized String power() {
    if (faults.contains(Fault.LIES)) {
      return "On";
    }
    boolean on = machine.on();
    if (!faults.contains(Fault.FOLLOWS_LATE)) {
      told = on;
      changedAtNanos = 0;
    } else if (on == told) {
      changedAtNanos = 0;
    } else if (changedAtNanos == 0) {
      changedAtNanos = System.nanoTime();
    } else if (System.nanoTime() - changedAtNanos > LATE.toNanos()) {
      told = on;
      changedAtNanos = 0;
    }
    return told ? "On" : "Off";
  }

  synchronized String override() {
    return override;
  }

  synchronized Optional<Medium> medium() {
    return medium;
  }

  synchronized void choose(String target) {
    if (!faults.contains(Fault.LOSES_OVERRIDE)) {
      override = target;
    }
  }

  synchronized void insert(Medium inserted) {
    medium = Optional.of(inserted);
    machine.changeMedium(medium.map(Medium::file));
  }

  synchronized void eject() {
    medium = Optional.empty();
    machine.changeMedium(Optional.empty());
  }

  /// A reset of one of the types that it offers.
  synchronized void reset(String type) {
    if (faults.contains(Fault.LIES)) {
      return;
    }
    switch (type) {
      case "On" -> {
        if (!machine.on()) {
          boot();
        }
      }
      case "ForceOff" -> machine.powerOff();
      case "GracefulShutdown" -> machine.pressPowerButton();
      case "ForceRestart" -> {
        machine.powerOff();
        boot();
      }
      default -> throw new IllegalArgumentException("no reset of the type " + type);
    }
  }

  /// The choice is for one boot.
  private void boot() {
    String chosen = faults.contains(Fault.IGNORES_OVERRIDE) ? "None" : override;
    override = "None";
    BootFirst first =
        switch (chosen) {
          case "Pxe" -> BootFirst.NETWORK;
          case "Cd" -> BootFirst.CD;
          case "Hdd" -> BootFirst.DISK;
          default -> BootFirst.USUAL;
        };
    machine.powerOn(first, medium.map(Medium::file));
  }
}
