package org.lifeboot.manager.power;

import java.time.Duration;
import java.util.function.Supplier;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.secret.Opened;

/// Power through Redfish. Immutable.
public final class RedfishPower implements PowerControl {

  private static final Times USUAL =
      new Times(Duration.ofSeconds(30), Duration.ofMinutes(3), Duration.ofSeconds(60));

  private static final PowerAnswer NO_MEDIUM =
      new PowerAnswer.Refused(
          "No medium is set in this server's Redfish settings, and the Manager has none"
              + " (medium.file)");

  private final PowerSettings.Redfish settings;
  private final Supplier<Opened> password;
  private final Pin pin;
  private final Times times;

  /// How long to wait for what.
  ///
  /// @param request one answer of the controller
  /// @param shutdown an installed system that was asked to shut down
  /// @param change the power, or a task, after the controller said yes
  record Times(Duration request, Duration shutdown, Duration change) {}

  public RedfishPower(PowerSettings.Redfish settings, Supplier<Opened> password, Pin pin) {
    this(settings, password, pin, USUAL);
  }

  RedfishPower(PowerSettings.Redfish settings, Supplier<Opened> password, Pin pin, Times times) {
    this.settings = settings;
    this.password = password;
    this.pin = pin;
    this.times = times;
  }

  @Override
  public String name() {
    return "redfish";
  }

  @Override
  public boolean offersSoftReboot() {
    return true;
  }

  /// Asks for a shutdown and switches on again: GracefulRestart is missing on many boards, and
  /// where it is there nobody can see whether the system went down. Some boards have no shutdown
  /// but the power button (iLO 4 and 5), which would switch on a server that is off.
  @Override
  public PowerAnswer softReboot() {
    return told(
        "soft reboot",
        system -> {
          Supply supply = system.supply();
          if (supply != Supply.OFF) {
            system.reset(
                "GracefulShutdown", supply == Supply.ON ? "PushPowerButton" : "GracefulShutdown");
            system.await(Supply.OFF, times.shutdown(), "the system did not shut down when asked");
          }
          system.reset("On", "ForceOn");
          system.await(Supply.ON, times.change(), "the power did not come back");
        });
  }

  @Override
  public PowerAnswer hardReboot() {
    return told(
        "hard reboot",
        system -> {
          if (system.supply() == Supply.OFF) {
            system.reset("On", "ForceOn");
          } else if (system.offersAny("ForceRestart", "PowerCycle")) {
            system.reset("ForceRestart", "PowerCycle");
          } else {
            system.reset("ForceOff");
            system.await(Supply.OFF, times.change(), "it says yes, and the power stays on");
            system.reset("On", "ForceOn");
          }
          system.await(Supply.ON, times.change(), "the power did not come back");
        });
  }

  @Override
  public PowerAnswer on() {
    return told(
        "power on",
        system -> {
          if (system.supply() != Supply.ON) {
            system.reset("On", "ForceOn");
            system.await(Supply.ON, times.change(), "it says yes, and the power stays off");
          }
        });
  }

  @Override
  public PowerAnswer off() {
    return told(
        "power off",
        system -> {
          if (system.supply() != Supply.OFF) {
            system.reset("ForceOff");
            system.await(Supply.OFF, times.change(), "it says yes, and the power stays on");
          }
        });
  }

  @Override
  public PowerAnswer bootOnce(BootDevice device) {
    return told("boot override", system -> system.bootOnce(device));
  }

  @Override
  public boolean offersMedia() {
    return !settings.media().isEmpty();
  }

  @Override
  public PowerAnswer bootMedia() {
    if (!offersMedia()) {
      return NO_MEDIUM;
    }
    return told(
        "virtual media",
        system -> {
          system.insert(settings.media());
          system.bootOnce(BootDevice.CD);
        });
  }

  @Override
  public PowerAnswer ejectMedia() {
    if (!offersMedia()) {
      return NO_MEDIUM;
    }
    try (RedfishClient client = open()) {
      return RedfishSystem.find(client, settings.system())
              .waiting(times.change())
              .eject(settings.media())
          ? new PowerAnswer.Done(name())
          : new PowerAnswer.Refused("The medium is not in the virtual drive");
    } catch (RedfishFailure failure) {
      return new PowerAnswer.Unreachable(
          "Redfish at " + settings.address() + ", virtual media", failure.why(), failure.toDo());
    }
  }

  @Override
  public PowerStatus status() {
    try (RedfishClient client = open()) {
      RedfishSystem system = RedfishSystem.find(client, settings.system());
      return new PowerStatus(
          system.supply(), "Redfish at " + settings.address() + " says: " + system.words());
    } catch (RedfishFailure failure) {
      return new PowerStatus(
          Supply.UNKNOWN,
          "Redfish at " + settings.address() + ": " + failure.why() + ". " + failure.toDo());
    }
  }

  @Override
  public PowerHealth health() {
    try (RedfishClient client = open()) {
      return RedfishSystem.find(client, settings.system()).health();
    } catch (RedfishFailure failure) {
      return new PowerHealth.Unreachable(failure.why() + ". " + failure.toDo());
    }
  }

  private RedfishClient open() throws RedfishFailure {
    return switch (password.get()) {
      case Opened.Unreadable(String why) -> throw new RedfishFailure(0, "its password: " + why, "");
      case Opened.Text(String secret) -> RedfishClient.open(settings, secret, pin, times.request());
    };
  }

  private PowerAnswer told(String what, Steps steps) {
    try (RedfishClient client = open()) {
      steps.carryOut(RedfishSystem.find(client, settings.system()).waiting(times.change()));
      return new PowerAnswer.Done(name());
    } catch (RedfishFailure failure) {
      return new PowerAnswer.Unreachable(
          "Redfish at " + settings.address() + ", " + what, failure.why(), failure.toDo());
    }
  }

  private interface Steps {
    void carryOut(RedfishSystem system) throws RedfishFailure;
  }
}
