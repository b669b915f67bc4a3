package org.lifeboot.protocol;

/// How a folder's entries are put in order.
public enum FolderSort {
  NAME,
  SIZE,
  TIME
}
