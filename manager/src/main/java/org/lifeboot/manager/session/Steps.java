package org.lifeboot.manager.session;

/// The words that stand in a timeline's `step`. Stable: programs read them.
public final class Steps {
  public static final String REQUESTED = "requested";
  public static final String POWER = "power";
  public static final String DHCP = "dhcp";
  public static final String IPXE = "ipxe";
  public static final String KERNEL = "kernel";
  public static final String INITRD = "initrd";
  public static final String AGENT = "agent";
  public static final String SESSION_FILE = "session-file";
  public static final String SQUASHFS = "squashfs";
  public static final String TOKEN = "token";
  public static final String ACTIVE = "active";
  public static final String MAIL = "mail";
  public static final String SSH = "ssh";
  public static final String TERMINAL = "terminal";
  public static final String NETBOOT = "netboot";
  public static final String REBOOT = "reboot";
  public static final String REPAIR = "repair";
  public static final String CLOCK = "clock";
  public static final String TWIN = "twin";
  public static final String REFUSED = "refused";
  public static final String LOST = "lost";
  public static final String BACK = "back";
  public static final String ENDED = "ended";
  public static final String FAILED = "failed";
  public static final String EXPIRED = "expired";

  private Steps() {}
}
