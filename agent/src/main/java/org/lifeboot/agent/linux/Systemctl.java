package org.lifeboot.agent.linux;

import java.time.Duration;
import org.lifeboot.agent.tool.Command;

/// systemctl(1). All its verbs here exit with 0 when the job is done.
public final class Systemctl {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Systemctl() {}

  /// Starts the service, or starts it anew when it runs; returns when it is ready.
  public static Command restart(String service) {
    return Command.of(LIMIT, "systemctl", "restart", service);
  }

  public static Command stop(String service) {
    return Command.of(LIMIT, "systemctl", "stop", service);
  }

  /// Returns at once; services are stopped and file systems unmounted after that.
  public static Command reboot() {
    return Command.of(LIMIT, "systemctl", "--no-wall", "reboot");
  }
}
