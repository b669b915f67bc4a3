package org.lifeboot.agent.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.HostileText;

/// partclone(8): here only its plain copy, which goes on past what cannot be read.
final class Partclone {

  private Partclone() {}

  /// Writes every byte of a device to standard output; question marks in place of a sector that
  /// cannot be read.
  static List<String> plainCopy(Path device, Path log) {
    return List.of(
        "partclone.dd",
        "--rescue",
        "--quiet",
        "--logfile",
        log.toString(),
        "--source",
        device.toString(),
        "--output",
        "-");
  }

  /// What it says while it copies; nowhere else does it tell of a sector that it could not read.
  record Log(Path file) {

    private static final Pattern LOST = Pattern.compile("(?i)can't read sector|read error");
    private static final Pattern BEGUN = Pattern.compile("Starting to clone");

    /// Lends a log that is gone afterwards.
    ///
    /// @param otherwise what comes of it where no file can be made
    static <T> T inATemporaryFile(Function<Log, T> work, Function<String, T> otherwise) {
      try {
        Path file = Files.createTempFile("lifeboot-partclone-", ".log");
        try {
          return work.apply(new Log(file));
        } finally {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        return otherwise.apply("Making a temporary file: " + HostileText.line(e.toString(), 400));
      }
    }

    /// What could not be read, at most [BackupReport#MOST] lines. A log that says nothing at all
    /// leaves it unknown, which is a loss too.
    List<String> losses() {
      try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
        var said = lines.filter(line -> LOST.matcher(line).find() || BEGUN.matcher(line).find());
        List<String> kept = said.limit(BackupReport.MOST).toList();
        return kept.isEmpty()
            ? List.of("partclone left no log: whether all of it could be read is not known")
            : kept.stream()
                .filter(line -> LOST.matcher(line).find())
                .map(line -> HostileText.line(line, 200))
                .toList();
      } catch (IOException | UncheckedIOException e) {
        return List.of("reading partclone's log: " + HostileText.line(e.toString(), 200));
      }
    }
  }
}
