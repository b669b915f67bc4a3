package org.lifeboot.manager.netboot;

import java.util.Optional;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.ServerNetwork;

/// What a registered server boots now.
public sealed interface BootAnswer {

  /// How the server is called on its console when its name is not given.
  String UNNAMED = "this server";

  /// What boots the server's disk under UEFI, wherever its script ends there; empty: it is looked
  /// for.
  Optional<EfiLoader> loader();

  /// Leave the network boot; the firmware goes on to the disk.
  ///
  /// @param serverName for the person at the console
  record FromDisk(String serverName, Optional<EfiLoader> loader) implements BootAnswer {
    public FromDisk(String serverName) {
      this(serverName, Optional.empty());
    }

    public FromDisk() {
      this(UNNAMED);
    }
  }

  /// Boot Memtest86+, fetched under `boot`.
  ///
  /// @param serverName for the person at the console
  record Memtest(BootId boot, String serverName, Optional<EfiLoader> loader) implements BootAnswer {
    public Memtest(BootId boot, String serverName) {
      this(boot, serverName, Optional.empty());
    }
  }

  /// Boot the rescue system. Every file of this attempt is fetched under `boot`.
  ///
  /// @param serverName for the person at the console
  /// @param network how it comes to its address
  record Rescue(BootId boot, String serverName, ServerNetwork network, Optional<EfiLoader> loader)
      implements BootAnswer {
    public Rescue(BootId boot, String serverName) {
      this(boot, serverName, ServerNetwork.DHCP, Optional.empty());
    }
  }
}
