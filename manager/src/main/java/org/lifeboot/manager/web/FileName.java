package org.lifeboot.manager.web;

import java.nio.charset.StandardCharsets;
import org.lifeboot.protocol.FilePath;

/// The name under which a browser keeps a file that came from a rescued server (RFC 6266, RFC
/// 8187): a name alone, no path, nothing that acts or hides.
final class FileName {

  private static final int LONGEST = 150;

  private FileName() {}

  /// The value of `Content-Disposition`.
  ///
  /// @param encoded a part of a [FilePath]; may be empty
  /// @param suffix what is put behind it: `.tar.zst`
  static String attachment(String encoded, String suffix) {
    String name = clean(new String(FilePath.decode(encoded), StandardCharsets.UTF_8)) + suffix;
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(plain, FilePath.encode(utf8));
  }

  private static String clean(String name) {
    var clean = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .forEach(point -> clean.appendCodePoint(harmless(point) ? point : '_'));
    String text = clean.toString().replaceFirst("^\\.+", "_").strip();
    return text.isEmpty() ? "files" : text;
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> "/\\:*?\"<>|\uFFFD".indexOf(point) < 0;
    };
  }
}
