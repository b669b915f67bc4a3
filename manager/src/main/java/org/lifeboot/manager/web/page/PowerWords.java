package org.lifeboot.manager.web.page;

import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.power.PowerStatus;
import org.lifeboot.manager.web.api.PowerJson;

/// Power drivers in words.
final class PowerWords {

  private PowerWords() {}

  /// Whose hand is on the power button.
  static String driver(String settings) {
    return switch (PowerJson.settings(settings)) {
      case PowerSettings.Qemu _ -> "QEMU virtual machine";
      case PowerSettings.Ipmi ipmi -> "IPMI at " + ipmi.address();
      case PowerSettings.Redfish redfish -> "Redfish at " + redfish.address();
      case PowerSettings.WakeOnLan _ -> "Wake-on-LAN (on only)";
      case PowerSettings.Ssh ssh -> "SSH to " + ssh.user() + "@" + ssh.address() + " (soft only)";
      case PowerSettings.Technician technician ->
          "technicians, asked by mail to " + technician.email();
      case PowerSettings.Several several ->
          String.join(", then ", several.drivers().stream().map(PowerSettings::driver).toList());
      case PowerSettings.Command _ -> "the operator's commands";
      case PowerSettings.None _ -> "by hand";
    };
  }

  static Chip status(PowerStatus status) {
    return switch (status.supply()) {
      case ON -> new Chip("Power on", Tone.GOOD);
      case OFF -> new Chip("Power off", Tone.CARE);
      case UNKNOWN -> new Chip("Power not known", Tone.PLAIN);
    };
  }
}
