package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stands;

/// An image file. Nothing keeps others from it, so it is looked at again before it is written.
///
/// @param asItWas what would tell that somebody else wrote it
record ImageFile(Path path, Stands stands, Map<String, Object> asItWas) implements Patient {

  private static final String ATTRIBUTES = "unix:ino,size,lastModifiedTime,ctime";

  private static final int PIECE_BYTES = 256 * BLOCK_BYTES;

  ImageFile {
    asItWas = Map.copyOf(asItWas);
  }

  static ImageFile of(Path path, Stands stands) throws IOException {
    return new ImageFile(path, stands, Files.readAttributes(path, ATTRIBUTES));
  }

  @Override
  public Rehearsing rehearsing(CheckWatch watch) throws InterruptedException {
    return new Rehearsing(stands.of(path.toString(), watch), stand -> changed(stand.path()));
  }

  private List<Long> changed(Path copy) throws IOException {
    try (var before = new Blocks(path, false);
        var after = new Blocks(copy, false)) {
      if (before.sizeBytes() != after.sizeBytes()) {
        throw new IOException("the rehearsal made the image longer or shorter");
      }
      var changed = new ArrayList<Long>();
      for (long at = 0; at < before.sizeBytes(); at += PIECE_BYTES) {
        byte[] piece = before.at(at, PIECE_BYTES);
        byte[] other = after.at(at, PIECE_BYTES);
        if (!Arrays.equals(piece, other)) {
          addChanged(piece, other, at / BLOCK_BYTES, changed);
        }
      }
      return changed;
    }
  }

  private static void addChanged(byte[] before, byte[] after, long first, List<Long> into) {
    for (int from = 0; from < before.length; from += BLOCK_BYTES) {
      int to = Math.min(before.length, from + BLOCK_BYTES);
      if (!Arrays.equals(before, from, to, after, from, to)) {
        into.add(first + from / BLOCK_BYTES);
      }
    }
  }

  @Override
  public Optional<String> trouble() {
    try {
      return Files.readAttributes(path, ATTRIBUTES).equals(asItWas)
          ? Optional.empty()
          : Optional.of("Somebody else has written %s in the meantime.".formatted(path));
    } catch (IOException _) {
      return Optional.of("%s has gone.".formatted(path));
    }
  }

  @Override
  public void close() {
    // nothing is held
  }
}
