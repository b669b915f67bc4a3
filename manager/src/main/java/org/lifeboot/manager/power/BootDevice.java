package org.lifeboot.manager.power;

/// What a firmware may be told to boot once.
public enum BootDevice {
  /// The network, by PXE.
  PXE,
  /// The network, by UEFI HTTP Boot.
  HTTP,
  /// A CD, also a virtual one.
  CD,
  /// The first disk.
  DISK
}
