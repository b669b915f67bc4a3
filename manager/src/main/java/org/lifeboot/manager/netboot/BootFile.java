package org.lifeboot.manager.netboot;

/// A file that a boot fetches, in the order of the boot.
public enum BootFile {
  KERNEL("kernel"),
  INITRD("initrd"),
  AGENT("agent"),
  SESSION("session-file"),
  SQUASHFS("squashfs"),
  /// Instead of all others.
  MEMTEST("memtest");

  private final String step;

  BootFile(String step) {
    this.step = step;
  }

  /// The word on the timeline.
  public String step() {
    return step;
  }
}
