package org.lifeboot.manager.power;

import java.time.Duration;

/// Power by people at the machine. It answers what they are to be asked; the mail and their answer
/// are the caller's, which keeps both in its store. Immutable.
public final class TechnicianPower implements PowerControl {

  private final PowerSettings.Technician settings;

  public TechnicianPower(PowerSettings.Technician settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "technician";
  }

  @Override
  public boolean offersSoftReboot() {
    return false;
  }

  @Override
  public PowerAnswer softReboot() {
    return new PowerAnswer.Refused(
        "Technicians can press the button and nothing softer: ask for a hard reboot");
  }

  @Override
  public PowerAnswer hardReboot() {
    return ask("Restart it: press its reset button, or switch it off and on again.");
  }

  @Override
  public PowerAnswer on() {
    return ask("Switch it on.");
  }

  @Override
  public PowerAnswer off() {
    return ask("Switch it off.");
  }

  private PowerAnswer ask(String what) {
    return new PowerAnswer.Asked(settings.email(), what, Duration.ofMinutes(settings.minutes()));
  }

  @Override
  public PowerStatus status() {
    return new PowerStatus(
        PowerStatus.Supply.UNKNOWN, "technicians see to it; nothing else can tell");
  }
}
