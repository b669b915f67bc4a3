package org.lifeboot.manager.power;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lifeboot.manager.power.PowerStatus.Supply;

/// Several ways to one server's power, tried in order until one does it. Immutable.
public final class SeveralPower implements PowerControl {

  private final List<PowerControl> drivers;

  public SeveralPower(List<PowerControl> drivers) {
    this.drivers = List.copyOf(drivers);
  }

  @Override
  public String name() {
    return "several";
  }

  @Override
  public boolean offersSoftReboot() {
    return drivers.stream().anyMatch(PowerControl::offersSoftReboot);
  }

  @Override
  public PowerAnswer softReboot() {
    return first(PowerControl::softReboot);
  }

  @Override
  public PowerAnswer hardReboot() {
    return first(PowerControl::hardReboot);
  }

  @Override
  public PowerAnswer on() {
    return first(PowerControl::on);
  }

  @Override
  public PowerAnswer off() {
    return first(PowerControl::off);
  }

  @Override
  public PowerAnswer bootOnce(BootDevice device) {
    return first(driver -> driver.bootOnce(device));
  }

  @Override
  public boolean offersMedia() {
    return drivers.stream().anyMatch(PowerControl::offersMedia);
  }

  @Override
  public PowerAnswer bootMedia() {
    return first(PowerControl::bootMedia);
  }

  @Override
  public PowerAnswer ejectMedia() {
    return first(PowerControl::ejectMedia);
  }

  /// The first that knows.
  @Override
  public PowerStatus status() {
    List<String> details = new ArrayList<>();
    for (PowerControl driver : drivers) {
      PowerStatus status = driver.status();
      if (status.supply() != Supply.UNKNOWN) {
        return status;
      }
      details.add(driver.name() + ": " + status.detail());
    }
    return new PowerStatus(Supply.UNKNOWN, String.join("; ", details));
  }

  @Override
  public PowerHealth health() {
    List<PowerHealth> answers = new ArrayList<>();
    for (PowerControl driver : drivers) {
      PowerHealth health = driver.health();
      if (health instanceof PowerHealth.Told) {
        return health;
      }
      answers.add(health);
    }
    return answers.stream()
        .filter(PowerHealth.Unreachable.class::isInstance)
        .findFirst()
        .orElse(answers.getFirst());
  }

  /// The first that has one.
  @Override
  public SerialConsole.Opening console(boolean takeOver) {
    List<SerialConsole.Opening> answers = new ArrayList<>();
    for (PowerControl driver : drivers) {
      SerialConsole.Opening opening = driver.console(takeOver);
      if (!(opening instanceof SerialConsole.Opening.NotOffered)) {
        return opening;
      }
      answers.add(opening);
    }
    return answers.getFirst();
  }

  /// Done, or asked for, by the first that can; else what the others said, a failure before a
  /// refusal.
  private PowerAnswer first(Function<PowerControl, PowerAnswer> action) {
    List<String> refusals = new ArrayList<>();
    List<PowerAnswer.Unreachable> failures = new ArrayList<>();
    for (PowerControl driver : drivers) {
      switch (action.apply(driver)) {
        case PowerAnswer.Done done -> {
          return done;
        }
        case PowerAnswer.Asked asked -> {
          return asked;
        }
        case PowerAnswer.Refused(String reason) -> refusals.add(reason);
        case PowerAnswer.Unreachable failure -> failures.add(failure);
      }
    }
    if (failures.isEmpty()) {
      return new PowerAnswer.Refused(String.join(". ", refusals));
    }
    PowerAnswer.Unreachable first = failures.getFirst();
    String others =
        failures.stream()
            .skip(1)
            .map(one -> "; then " + one.what() + ": " + one.why())
            .reduce("", String::concat);
    return new PowerAnswer.Unreachable(first.what(), first.why() + others, first.toDo());
  }
}
