package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/// The one sector of the rescue ISO that differs from server to server: its file
/// `/lifeboot/network.cfg`, which medium/build leaves empty but for its first line, and which GRUB
/// reads before it starts the medium's Linux. Pure but for [#find].
final class MediumPage {

  static final int BYTES = 2048;

  private static final String FIRST_LINE =
      "# The network of this server, as its Manager knows it\n";
  private static final int PIECE_BYTES = 512 * BYTES;

  private MediumPage() {}

  /// As it stands in the ISO.
  static byte[] empty() {
    return padded(FIRST_LINE);
  }

  /// @param words for the kernel's command line, without quotes
  static byte[] of(String words) {
    return padded(FIRST_LINE + "set network='" + words.replace("'", "") + "'\n");
  }

  private static byte[] padded(String text) {
    byte[] page = new byte[BYTES];
    Arrays.fill(page, (byte) '\n');
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, page, 0, bytes.length);
    return page;
  }

  /// Where it begins; empty: the ISO is one without it.
  static OptionalLong find(Path iso) throws IOException {
    byte[] wanted = empty();
    long at = 0;
    try (InputStream bytes = Files.newInputStream(iso)) {
      for (byte[] piece = bytes.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = bytes.readNBytes(PIECE_BYTES)) {
        for (int sector = 0; sector + BYTES <= piece.length; sector += BYTES) {
          if (Arrays.equals(piece, sector, sector + BYTES, wanted, 0, BYTES)) {
            return OptionalLong.of(at + sector);
          }
        }
        at += piece.length;
      }
    }
    return OptionalLong.empty();
  }
}
