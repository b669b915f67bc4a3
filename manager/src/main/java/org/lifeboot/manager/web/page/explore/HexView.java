package org.lifeboot.manager.web.page.explore;

import java.util.ArrayList;
import java.util.List;

/// A stretch of a file's bytes.
public record HexView(
    Frame frame,
    String title,
    List<Links.Crumb> crumbs,
    String place,
    List<String> lines,
    TextView.Moves moves,
    String fileHref,
    String textHref) {

  static final int BYTES = 4_096;

  private static final int IN_A_LINE = 16;

  /// As xxd(1) shows it.
  static List<String> lines(byte[] bytes, long offset) {
    var lines = new ArrayList<String>();
    for (int at = 0; at < bytes.length; at += IN_A_LINE) {
      var hex = new StringBuilder();
      var text = new StringBuilder();
      for (int i = 0; i < IN_A_LINE; i++) {
        boolean there = at + i < bytes.length;
        int value = there ? Byte.toUnsignedInt(bytes[at + i]) : 0;
        hex.append(there ? "%02x".formatted(value) : "  ").append(i % 2 == 1 ? " " : "");
        text.append(!there ? ' ' : value >= 0x20 && value < 0x7f ? (char) value : '.');
      }
      lines.add("%08x: %s %s".formatted(offset + at, hex, text));
    }
    return lines;
  }
}
