package org.lifeboot.manager.web.page.check;

import java.util.Arrays;
import java.util.Optional;
import org.lifeboot.protocol.CheckKind;

/// The rescue page's tabs, in their order. Each has an address of its own.
public enum Tab {
  OVERVIEW("", "Overview"),
  SMART("/checks/smart", "Hard drives"),
  PROCESSORS("/checks/processors", "Processors"),
  SURFACE("/checks/surface", "Partitions state"),
  FILESYSTEM("/checks/filesystem", "Partitions file system"),
  EXPLORE("/explore", "Partitions explore"),
  MEMORY("/checks/memory", "Memory"),
  RAID("/checks/raid", "RAID"),
  TERMINAL("/terminal", "Terminal"),
  REPORT("/report", "Report");

  private final String path;
  private final String title;

  Tab(String path, String title) {
    this.path = path;
    this.title = title;
  }

  /// After `/rescue/{session}`.
  public String path() {
    return path;
  }

  public String title() {
    return title;
  }

  /// Which check it shows; empty for those that show none.
  Optional<CheckKind> kind() {
    return Arrays.stream(CheckKind.values()).filter(kind -> of(kind) == this).findFirst();
  }

  static Tab of(CheckKind kind) {
    return switch (kind) {
      case SMART -> SMART;
      case PROCESSORS -> PROCESSORS;
      case SURFACE -> SURFACE;
      case FILESYSTEM, REPAIR -> FILESYSTEM;
      case MEMORY -> MEMORY;
      case RAID -> RAID;
    };
  }

  /// The tab of a check's word (`smart`). A repair has none: nobody starts it from a tab.
  static Optional<Tab> named(String word) {
    return Arrays.stream(CheckKind.values())
        .filter(kind -> kind != CheckKind.REPAIR && kind.word().equals(word))
        .findFirst()
        .map(Tab::of);
  }
}
