package org.lifeboot.manager.netboot;

/// What a registered server boots now.
public sealed interface BootAnswer {

  /// Leave the network boot; the firmware goes on to the disk.
  record FromDisk() implements BootAnswer {}

  /// Boot the rescue system. Every file of this attempt is fetched under `boot`.
  record Rescue(BootId boot) implements BootAnswer {}
}
