package org.lifeboot.agent.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.protocol.ExploreOrder.ReadText;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.TextPage.Line;

/// Shows a stretch of a text, however long that is: whole lines where they are of a usual length.
final class Texts {

  private static final int STRETCH_BYTES = 48 << 10;

  /// A line is shown from its beginning when that is not farther than this.
  private static final int LOOK_BACK_BYTES = 4 << 10;

  /// A longer line is shown in parts.
  private static final int LINE_BYTES = 2_000;

  private final RootFolder root;

  Texts(RootFolder root) {
    this.root = root;
  }

  TextPage page(ReadText wanted) throws IOException {
    return wanted.backwards() || wanted.offset() < 0 ? before(wanted) : behind(wanted);
  }

  private TextPage behind(ReadText wanted) throws IOException {
    try (Piece piece = open(wanted, wanted.piece())) {
      long begin = Math.max(0, wanted.offset() - LOOK_BACK_BYTES);
      int back = (int) (wanted.offset() - begin);
      Piece.Window window = piece.at(begin, back + STRETCH_BYTES);
      if (window.bytes().length <= back && window.word().isEmpty() && !last(wanted)) {
        return page(next(wanted, wanted.piece() + 1, 0, false));
      }
      return page(wanted, piece, forward(window, back));
    }
  }

  private TextPage before(ReadText wanted) throws IOException {
    if (wanted.offset() == 0 && wanted.piece() > 0) {
      return page(next(wanted, wanted.piece() - 1, -1, true));
    }
    try (Piece piece = open(wanted, wanted.piece())) {
      Piece.Window window =
          wanted.offset() < 0 ? piece.tail(STRETCH_BYTES) : upTo(piece, wanted.offset());
      return page(wanted, piece, fromWholeLine(window));
    }
  }

  private static Piece.Window upTo(Piece piece, long offset) throws IOException {
    long begin = Math.max(0, offset - STRETCH_BYTES);
    Piece.Window window = piece.at(begin, (int) (offset - begin));
    return new Piece.Window(window.offset(), window.bytes(), false, window.word());
  }

  private Piece open(ReadText wanted, int piece) throws IOException {
    return Piece.open(root, new FilePath(wanted.paths().get(piece)));
  }

  private static ReadText next(ReadText wanted, int piece, long offset, boolean backwards) {
    return new ReadText(wanted.volume(), wanted.paths(), piece, offset, backwards);
  }

  private static boolean last(ReadText wanted) {
    return wanted.piece() == wanted.paths().size() - 1;
  }

  /// From the beginning of the line that the offset is in, to the end of the last whole one.
  private static Piece.Window forward(Piece.Window window, int back) {
    byte[] bytes = window.bytes();
    int begin = Math.min(back, bytes.length);
    int line = lineBegin(bytes, begin);
    if (line > 0 || window.offset() == 0) {
      begin = line;
    }
    int end = bytes.length;
    if (!window.end()) {
      int whole = lineBegin(bytes, end);
      end = whole > begin ? whole : end;
    }
    return part(window, begin, end);
  }

  /// From the first whole line.
  private static Piece.Window fromWholeLine(Piece.Window window) {
    if (window.offset() == 0) {
      return window;
    }
    int feed = 0;
    while (feed < window.bytes().length && window.bytes()[feed] != '\n') {
      feed++;
    }
    return feed + 1 < window.bytes().length
        ? part(window, feed + 1, window.bytes().length)
        : window;
  }

  private static Piece.Window part(Piece.Window window, int from, int to) {
    return new Piece.Window(
        window.offset() + from,
        Arrays.copyOfRange(window.bytes(), from, to),
        window.end() && to == window.bytes().length,
        window.word());
  }

  /// Behind the last line feed before a place; 0 when there is none.
  private static int lineBegin(byte[] bytes, int place) {
    int at = place;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private static TextPage page(ReadText wanted, Piece piece, Piece.Window window) {
    boolean end = window.end() || (piece.sizeBytes() >= 0 && window.after() >= piece.sizeBytes());
    return new TextPage(
        wanted.piece(),
        window.offset(),
        window.after(),
        window.end() && piece.sizeBytes() < 0 ? window.after() : piece.sizeBytes(),
        window.offset() == 0 && wanted.piece() == 0,
        end && last(wanted),
        binary(window.bytes()),
        lines(window),
        window.word());
  }

  private static boolean binary(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  private static List<Line> lines(Piece.Window window) {
    var lines = new ArrayList<Line>();
    byte[] bytes = window.bytes();
    int begin = 0;
    for (int at = 0; at < bytes.length; at++) {
      boolean feed = bytes[at] == '\n';
      if (feed || at - begin >= LINE_BYTES) {
        lines.add(line(window, begin, at));
        begin = feed ? at + 1 : at;
      }
    }
    if (begin < bytes.length) {
      lines.add(line(window, begin, bytes.length));
    }
    return lines;
  }

  private static Line line(Piece.Window window, int from, int to) {
    boolean windows = to > from && window.bytes()[to - 1] == '\r';
    int length = to - from - (windows ? 1 : 0);
    return new Line(
        window.offset() + from, new String(window.bytes(), from, length, StandardCharsets.UTF_8));
  }
}
