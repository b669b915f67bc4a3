package org.lifeboot.agent.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.DoubleConsumer;

/// SHA-256 of bytes and files.
public final class Sha256 {

  private static final int PIECE_BYTES = 1 << 20;

  private Sha256() {}

  public static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public static byte[] of(byte[] bytes) {
    return fresh().digest(bytes);
  }

  /// Whether it is; false for a file that cannot be read.
  public static boolean isThatOf(Path file, String sha256) {
    try {
      return of(file).equals(sha256);
    } catch (IOException _) {
      return false;
    }
  }

  /// 64 hexadecimal digits.
  public static String of(Path file) throws IOException {
    return of(file, _ -> {});
  }

  /// 64 hexadecimal digits.
  ///
  /// @param progress hears how much of the file was read, 0 to 1
  public static String of(Path file, DoubleConsumer progress) throws IOException {
    MessageDigest digest = fresh();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = Math.max(1, channel.size());
      var piece = ByteBuffer.allocate(PIECE_BYTES);
      while (channel.read(piece) >= 0) {
        digest.update(piece.flip());
        piece.clear();
        progress.accept((double) channel.position() / size);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
