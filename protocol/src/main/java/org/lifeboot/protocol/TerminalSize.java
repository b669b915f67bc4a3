package org.lifeboot.protocol;

/// The limits of a terminal's size.
public final class TerminalSize {

  /// Columns, and rows, at most.
  public static final int MOST = 1_000;

  private TerminalSize() {}

  static void check(int columns, int rows) {
    if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
      throw new IllegalArgumentException(
          "no terminal has " + columns + " columns, " + rows + " rows");
    }
  }
}
