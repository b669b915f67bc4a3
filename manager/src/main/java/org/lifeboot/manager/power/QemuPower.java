package org.lifeboot.manager.power;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.lifeboot.manager.power.PowerStatus.Supply;

/// A virtual server's power, through QEMU's monitor. The QEMU process itself is never ended: "off"
/// is a server whose processors stand still, and "on" resets it and lets it run. Immutable.
public final class QemuPower implements PowerControl {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// How long an installed system may take to shut down when asked by the ACPI button.
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(90);

  private final Path socket;
  private final Duration limit;
  private final Duration shutdownLimit;

  public QemuPower(Path socket) {
    this(socket, LIMIT, SHUTDOWN_LIMIT);
  }

  QemuPower(Path socket, Duration limit, Duration shutdownLimit) {
    this.socket = socket;
    this.limit = limit;
    this.shutdownLimit = shutdownLimit;
  }

  @Override
  public String name() {
    return "qemu";
  }

  @Override
  public boolean offersSoftReboot() {
    return true;
  }

  /// Presses the ACPI power button, waits for the system to shut down, and starts it again. QEMU
  /// would end at the shutdown, so it is told to pause instead; `set-action` is in QEMU 6.0 and
  /// newer. A system that does not react is left running.
  @Override
  public PowerAnswer softReboot() {
    var answer =
        act(
            "soft reboot",
            shutdownLimit,
            qmp -> {
              qmp.execute(onShutdown("pause"));
              qmp.execute("{\"execute\":\"system_powerdown\"}");
              qmp.await("SHUTDOWN");
              restart(qmp);
            });
    var restored = act("soft reboot", limit, qmp -> qmp.execute(onShutdown("poweroff")));
    return answer instanceof PowerAnswer.Done ? restored : answer;
  }

  private static String onShutdown(String action) {
    return "{\"execute\":\"set-action\",\"arguments\":{\"shutdown\":\"%s\"}}".formatted(action);
  }

  @Override
  public PowerAnswer hardReboot() {
    return act("hard reboot", limit, QemuPower::restart);
  }

  @Override
  public PowerAnswer on() {
    return act(
        "power on",
        limit,
        qmp -> {
          if (supply(qmp.runState()) != Supply.ON) {
            restart(qmp);
          }
        });
  }

  @Override
  public PowerAnswer off() {
    return act("power off", limit, qmp -> qmp.execute("{\"execute\":\"stop\"}"));
  }

  @Override
  public PowerStatus status() {
    try (var qmp = QmpConnection.open(socket, limit)) {
      var state = qmp.runState();
      return new PowerStatus(supply(state), "QEMU says: " + state);
    } catch (IOException e) {
      return new PowerStatus(Supply.UNKNOWN, "QEMU at " + socket + ": " + why(e));
    }
  }

  private static void restart(QmpConnection qmp) throws IOException {
    qmp.execute("{\"execute\":\"system_reset\"}");
    if (!qmp.runState().equals("running")) {
      qmp.execute("{\"execute\":\"cont\"}");
    }
  }

  private PowerAnswer act(String what, Duration time, Steps steps) {
    try (var qmp = QmpConnection.open(socket, time)) {
      steps.carryOut(qmp);
      return new PowerAnswer.Done(name());
    } catch (IOException e) {
      return new PowerAnswer.Unreachable(
          "QEMU's monitor at " + socket + ", " + what,
          why(e),
          "Is the virtual server running, with -qmp unix:" + socket + ",server=on,wait=off?");
    }
  }

  private static String why(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Supply supply(String state) {
    return switch (state) {
      case "running", "watchdog", "guest-panicked", "io-error", "suspended" -> Supply.ON;
      case "paused", "shutdown", "prelaunch" -> Supply.OFF;
      default -> Supply.UNKNOWN;
    };
  }

  private interface Steps {
    void carryOut(QmpConnection qmp) throws IOException;
  }
}
