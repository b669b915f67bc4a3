package org.lifeboot.agent.linux;

import java.io.IOException;

/// What a system call on a file was refused with.
public final class FileTrouble extends IOException {

  /// errno.h
  private static final int ENOENT = 2;

  private static final int EIO = 5;
  private static final int ENOTDIR = 20;
  private static final int ELOOP = 40;
  private static final int EUCLEAN = 117;

  private final int number;

  FileTrouble(String doing, int number) {
    super(doing + ": " + FileCalls.words(number));
    this.number = number;
  }

  /// Nothing is there.
  public boolean missing() {
    return number == ENOENT || number == ENOTDIR;
  }

  /// Links that lead in circles, or too many of them.
  public boolean circles() {
    return number == ELOOP;
  }

  /// The drive cannot be read there, or the file system is damaged.
  public boolean damaged() {
    return number == EIO || number == EUCLEAN;
  }
}
