package org.lifeboot.agent.explore;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Piped;
import org.lifeboot.protocol.ExploreOrder.SearchText;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.TextFound;

/// Looks for words in a text, through all its pieces, as far as it comes in a few seconds; whoever
/// asked may ask it to go on.
final class Searches {

  /// How long a person waits for a word.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /// What a processor's own memory holds: it is copied once and read once.
  private static final int CHUNK_BYTES = 256 << 10;

  /// More is no search but a mistake.
  static final int LONGEST_WORDS = 1_000;

  private final RootFolder root;

  Searches(RootFolder root) {
    this.root = root;
  }

  TextFound find(SearchText wanted) throws IOException {
    if (wanted.words().isEmpty() || wanted.words().length() > LONGEST_WORDS) {
      return new TextFound(
          false, wanted.piece(), wanted.offset(), true, 0, "There is nothing to look for.");
    }
    return new Search(wanted).run();
  }

  /// How far one piece was searched.
  private sealed interface Way {
    record Found(long offset) implements Way {}

    record GoOn(long offset) implements Way {}

    record Over(String word) implements Way {}
  }

  /// One search.
  private final class Search {
    private final SearchText wanted;
    private final Needle needle;
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long readBytes;

    Search(SearchText wanted) {
      this.wanted = wanted;
      this.needle = new Needle(wanted.words(), wanted.anyCase());
    }

    TextFound run() throws IOException {
      int step = wanted.backwards() ? -1 : 1;
      long from = wanted.offset();
      String word = "";
      for (int piece = wanted.piece(); piece >= 0 && piece < wanted.paths().size(); piece += step) {
        switch (inPiece(piece, from)) {
          case Way.Found(long offset) -> {
            return new TextFound(true, piece, offset, false, readBytes, "");
          }
          case Way.GoOn(long offset) -> {
            return new TextFound(false, piece, offset, false, readBytes, "");
          }
          case Way.Over(String trouble) -> word = trouble.isEmpty() ? word : trouble;
        }
        from = wanted.backwards() ? -1 : 0;
      }
      return new TextFound(false, wanted.piece(), wanted.offset(), true, readBytes, word);
    }

    private Way inPiece(int number, long from) throws IOException {
      try (Piece piece = Piece.open(root, new FilePath(wanted.paths().get(number)))) {
        return switch (piece) {
          case Piece.Plain plain -> wanted.backwards() ? back(plain, from) : ahead(plain, from);
          case Piece.Packed packed -> unpacked(packed, from);
        };
      }
    }

    private boolean late() throws IOException {
      Wanted.require();
      return System.nanoTime() > end;
    }

    private Way ahead(Piece.Plain piece, long from) throws IOException {
      long offset = Math.max(0, from);
      while (true) {
        int count = piece.file().read(offset, chunk, chunk.length);
        readBytes += count;
        int place = needle.first(chunk, 0, count);
        if (place >= 0) {
          return new Way.Found(offset + place);
        }
        if (count < chunk.length) {
          return new Way.Over("");
        }
        offset += count - needle.length() + 1;
        if (late()) {
          return new Way.GoOn(offset);
        }
      }
    }

    private Way back(Piece.Plain piece, long from) throws IOException {
      long before = from < 0 ? piece.sizeBytes() : Math.min(from, piece.sizeBytes());
      while (before > 0) {
        long begin = Math.max(0, before - (chunk.length - needle.length()));
        int length = (int) Math.min(chunk.length, before - begin + needle.length() - 1);
        int count = piece.file().read(begin, chunk, length);
        readBytes += count;
        int place = needle.last(chunk, count, (int) (before - begin));
        if (place >= 0) {
          return new Way.Found(begin + place);
        }
        before = begin;
        if (late() && before > 0) {
          return new Way.GoOn(before);
        }
      }
      return new Way.Over("");
    }

    /// From its beginning each time: it is not left in the middle, or it would never come to an
    /// end.
    private Way unpacked(Piece.Packed piece, long from) throws IOException {
      try (Piped tool = piece.unpacker().start(piece.file().path())) {
        OptionalLong found =
            wanted.backwards()
                ? lastBefore(tool.out(), from < 0 ? Long.MAX_VALUE : from)
                : firstFrom(tool.out(), Math.max(0, from));
        return found.isPresent()
            ? new Way.Found(found.getAsLong())
            : new Way.Over(wanted.backwards() ? "" : Piece.Packed.trouble(tool));
      }
    }

    private OptionalLong firstFrom(InputStream out, long from) throws IOException {
      long base = 0;
      int kept = 0;
      for (int count = fill(out, kept); count > kept; count = fill(out, kept)) {
        int begin = Math.clamp(from - base, 0, count);
        int place = needle.first(chunk, begin, count);
        if (place >= 0) {
          return OptionalLong.of(base + place);
        }
        int keep = Math.min(count, needle.length() - 1);
        System.arraycopy(chunk, count - keep, chunk, 0, keep);
        base += count - keep;
        kept = keep;
      }
      return OptionalLong.empty();
    }

    private OptionalLong lastBefore(InputStream out, long before) throws IOException {
      OptionalLong last = OptionalLong.empty();
      long base = 0;
      int kept = 0;
      for (int count = fill(out, kept); count > kept && base < before; count = fill(out, kept)) {
        int limit = Math.clamp(before - base, 0, count);
        int place = needle.last(chunk, count, limit);
        last = place >= 0 ? OptionalLong.of(base + place) : last;
        int keep = Math.min(count, needle.length() - 1);
        System.arraycopy(chunk, count - keep, chunk, 0, keep);
        base += count - keep;
        kept = keep;
      }
      return last;
    }

    /// Fills the chunk behind what is kept; returns how far it is full.
    private int fill(InputStream out, int kept) throws IOException {
      Wanted.require();
      int count = out.readNBytes(chunk, kept, chunk.length - kept);
      readBytes += count;
      return kept + count;
    }
  }
}
