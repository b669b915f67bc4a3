package org.lifeboot.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.lab.process.Patience;

/// What a server says on its serial port: firmware, boot loader, kernel and systemd, in a file that
/// QEMU writes. Thread-safe.
public final class Console {

  private final Path file;

  public Console(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /// Where the console ends now, for [#awaitAfter].
  public long end() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first line with `text` that comes after `start`, or empty when none came within the limit.
  public Optional<String> awaitAfter(long start, String text, Duration limit) {
    return Patience.until(limit, () -> lineAfter(start, text));
  }

  Optional<String> lineAfter(long start, String text) {
    return textAfter(start).lines().filter(line -> line.contains(text)).findFirst();
  }

  /// What came after `start`, without the escape sequences of a terminal.
  public String textAfter(long start) {
    if (!Files.exists(file)) {
      return "";
    }
    try (var bytes = Files.newInputStream(file)) {
      bytes.skipNBytes(start);
      return plain(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the console " + file, e);
    }
  }

  /// The last lines, for a report of what went wrong.
  public List<String> tail(int lines) {
    var all = textAfter(0).lines().filter(line -> !line.isBlank()).toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /// ECMA-48 control sequences, and what systemd and firmware do to redraw a line.
  public static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;:?]*[ -/]*[@-~]", "")
        .replaceAll("\u001b.", "")
        .replaceAll("\r+\n", "\n")
        .replace("\r", "\n");
  }
}
