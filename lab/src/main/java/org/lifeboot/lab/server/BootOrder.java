package org.lifeboot.lab.server;

/// What the firmware of a virtual server tries first; then the rest in their usual order.
public enum BootOrder {
  NETWORK,
  DISK,
  CD;

  private static final String NETWORK_FIRST = "bootindex=0,";
  private static final String NETWORK_LATE = "bootindex=90,";

  /// QEMU's arguments of the network card, which are written for the network first.
  String network(String argument) {
    return this == NETWORK ? argument : argument.replace(NETWORK_FIRST, NETWORK_LATE);
  }

  /// The place of the CD drive.
  int cd() {
    return this == CD ? 0 : 91;
  }
}
