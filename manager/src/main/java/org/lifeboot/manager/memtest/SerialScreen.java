package org.lifeboot.manager.memtest;

import java.util.Arrays;

/// The screen of a terminal that a server writes to: 25 rows of 80 characters, as Memtest86+ draws
/// them. It knows what places text (ECMA-48: cursor position, erase) and passes over the rest,
/// colours among it. However much comes, and whatever it is, it stays this large. Belongs to one
/// thread at a time.
public final class SerialScreen {

  public static final int ROWS = 25;
  public static final int COLUMNS = 80;

  /// Longer control sequences are nobody's.
  private static final int LONGEST_SEQUENCE = 32;

  private static final int ESCAPE = 0x1b;

  private final char[][] cells = new char[ROWS][COLUMNS];
  private final StringBuilder sequence = new StringBuilder();
  private boolean escaped;
  private boolean controlled;
  private int row;
  private int column;

  public SerialScreen() {
    erase(0, 0, ROWS * COLUMNS);
  }

  /// What the server sent.
  public void feed(byte[] bytes, int from, int count) {
    for (int at = from; at < from + count; at++) {
      take(bytes[at] & 0xff);
    }
  }

  /// A row, from 0, without the blanks at its end.
  public String line(int number) {
    return new String(cells[number]).stripTrailing();
  }

  /// Whether a row is not being written: the cursor is elsewhere, or has come to its end.
  public boolean settled(int number) {
    return row != number || column >= COLUMNS;
  }

  private void take(int one) {
    if (one == ESCAPE) {
      escaped = true;
      controlled = false;
      return;
    }
    if (escaped) {
      escaped = false;
      controlled = one == '[';
      sequence.setLength(0);
      return;
    }
    if (controlled) {
      control(one);
      return;
    }
    show(one);
  }

  /// ECMA-48, 5.4: parameters and intermediate bytes, then one that ends it.
  private void control(int one) {
    if (one >= 0x40 && one <= 0x7e) {
      controlled = false;
      carryOut((char) one);
      return;
    }
    sequence.append((char) one);
    controlled = one >= 0x20 && one < 0x40 && sequence.length() < LONGEST_SEQUENCE;
  }

  private void carryOut(char end) {
    switch (end) {
      case 'H', 'f' -> {
        row = Math.clamp(parameter(0, 1) - 1L, 0, ROWS - 1);
        column = Math.clamp(parameter(1, 1) - 1L, 0, COLUMNS - 1);
      }
      case 'J' -> eraseScreen(parameter(0, 0));
      case 'K' -> eraseLine(parameter(0, 0));
      default -> {
        // Colours and whatever else does not place text.
      }
    }
  }

  private int parameter(int number, int otherwise) {
    String[] words = sequence.toString().split(";", -1);
    if (number >= words.length || !words[number].matches("[0-9]{1,4}")) {
      return otherwise;
    }
    return Integer.parseInt(words[number]);
  }

  private void eraseScreen(int how) {
    int here = row * COLUMNS + Math.min(column, COLUMNS - 1);
    switch (how) {
      case 0 -> erase(0, here, ROWS * COLUMNS);
      case 1 -> erase(0, 0, here + 1);
      default -> erase(0, 0, ROWS * COLUMNS);
    }
  }

  private void eraseLine(int how) {
    int here = Math.min(column, COLUMNS - 1);
    switch (how) {
      case 0 -> erase(row, here, COLUMNS);
      case 1 -> erase(row, 0, here + 1);
      default -> erase(row, 0, COLUMNS);
    }
  }

  /// Cells, counted from the beginning of a row.
  private void erase(int first, int from, int to) {
    for (int at = first * COLUMNS + from; at < first * COLUMNS + to; at++) {
      cells[at / COLUMNS][at % COLUMNS] = ' ';
    }
  }

  private void show(int one) {
    switch (one) {
      case '\r' -> column = 0;
      case '\n' -> lineFeed();
      case '\b' -> column = Math.max(0, Math.min(column, COLUMNS - 1) - 1);
      default -> {
        if (one >= 0x20 && one != 0x7f) {
          print(one < 0x7f ? (char) one : '?');
        }
      }
    }
  }

  /// A full row goes on in the next one when more is written, not before.
  private void print(char one) {
    if (column >= COLUMNS) {
      column = 0;
      lineFeed();
    }
    cells[row][column] = one;
    column++;
  }

  private void lineFeed() {
    if (row < ROWS - 1) {
      row++;
      return;
    }
    char[] top = cells[0];
    System.arraycopy(cells, 1, cells, 0, ROWS - 1);
    Arrays.fill(top, ' ');
    cells[ROWS - 1] = top;
  }
}
