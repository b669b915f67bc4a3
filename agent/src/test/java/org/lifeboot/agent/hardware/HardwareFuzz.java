package org.lifeboot.agent.hardware;

import static org.lifeboot.agent.tool.Hostile.requireLine;

import org.lifeboot.agent.tool.Hostile;

/// Drives and kernel messages.
public final class HardwareFuzz {

  private HardwareFuzz() {}

  public static void smartctl(byte[] input) {
    Smartctl.Report report = Smartctl.report(Hostile.outcome(input));
    requireLine(report.model(), 256);
    requireLine(report.serial(), 256);
    requireLine(report.smart().reason(), 2_000);
    Smartctl.behindControllers(Hostile.outcome(input));
  }

  public static void kernel(byte[] input) {
    var events = new HardwareEvents();
    Hostile.text(input).lines().map(Dmesg::message).forEach(events::add);
    for (HardwareEvent event : events.all()) {
      requireLine(event.text(), 400);
      requireLine(event.place(), 256);
    }
  }
}
