package org.lifeboot.protocol;

/// How a folder or a selection is downloaded.
public enum ArchiveFormat {
  TAR_ZST("tar.zst"),
  ZIP("zip");

  private final String suffix;

  ArchiveFormat(String suffix) {
    this.suffix = suffix;
  }

  /// What its file's name ends in, after the dot.
  public String suffix() {
    return suffix;
  }
}
