package org.lifeboot.agent.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;

/// SHA-256 of a large file, with progress.
final class Digest {

  private static final int PIECE_BYTES = 1 << 20;

  private Digest() {}

  /// 64 hexadecimal digits.
  static String of(Path file, CheckWatch watch) throws IOException {
    MessageDigest digest = fresh();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = Math.max(1, channel.size());
      var piece = ByteBuffer.allocate(PIECE_BYTES);
      while (channel.read(piece) >= 0) {
        digest.update(piece.flip());
        piece.clear();
        watch.progress((double) channel.position() / size, Optional.empty());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
