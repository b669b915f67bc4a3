package org.lifeboot.protocol;

/// What a path names (inode(7)).
public enum FileKind {
  FILE,
  FOLDER,
  LINK,
  FIFO,
  SOCKET,
  CHARACTER_DEVICE,
  BLOCK_DEVICE,
  /// The file system does not tell; or nothing is there, where a link leads nowhere.
  UNKNOWN
}
