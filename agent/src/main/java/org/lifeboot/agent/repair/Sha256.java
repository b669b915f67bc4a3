package org.lifeboot.agent.repair;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes and files.
public final class Sha256 {

  private Sha256() {}

  static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] of(byte[] bytes) {
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
  static String of(Path file) throws IOException {
    MessageDigest digest = fresh();
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
