package org.lifeboot.agent.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.lifeboot.agent.layout.Blkid;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Tools;

/// Which stretches of a source its file system has in use, as partclone(8) `--domain` tells it to
/// ddrescue(1) `--domain-mapfile`. Only the order of copying goes by it: the bitmap of a file
/// system whose journal nobody has replayed may be wrong, so nothing is left out for its sake.
///
/// @param file partclone's map (GNU ddrescue manual, "Mapfile structure"); `+` is in use
record UsedBlocks(Path file) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static final Comparator<Lost> BY_PLACE = Comparator.comparingLong(Lost::fromBytes);

  /// blkid(8)'s names of file systems, and what partclone calls its program for them.
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "ext2", "ext4", "ext3", "ext4", "ext4", "ext4", "xfs", "xfs", "btrfs", "btrfs", "ntfs",
          "ntfs", "vfat", "vfat", "exfat", "exfat", "f2fs", "f2fs");

  /// Asks partclone; empty where it cannot tell, which loses nothing but the order.
  ///
  /// @param file where its map is written
  static Optional<UsedBlocks> of(Source source, Path file, Tools tools) {
    return program(source, tools)
        .flatMap(
            program ->
                tools
                        .run(command(program, source.readAt(), file))
                        .problem("Reading which blocks are in use")
                        .isPresent()
                    ? Optional.empty()
                    : read(file));
  }

  private static Optional<String> program(Source source, Tools tools) {
    return Blkid.report(tools.run(Blkid.command(source.readAt().toString())))
            instanceof Blkid.Report.Found(var signature, _)
        ? Optional.ofNullable(PROGRAMS.get(signature.type())).map("partclone."::concat)
        : Optional.empty();
  }

  /// Also of a file system that was not unmounted (`--ignore_fschk`).
  private static Command command(String program, Path source, Path map) {
    return Command.of(
        LIMIT,
        program,
        "--domain",
        "--ignore_fschk",
        "--quiet",
        "--logfile",
        "/dev/null",
        "--source",
        source.toString(),
        "--overwrite",
        map.toString());
  }

  private static Optional<UsedBlocks> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.anyMatch(line -> line.endsWith("+"))
          ? Optional.of(new UsedBlocks(file))
          : Optional.empty();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  /// How many bytes of these stretches are in use; empty when the map cannot be read.
  ///
  /// @param stretches by their place, ascending
  OptionalLong bytesOf(List<Lost> stretches) {
    try (Stream<String> lines = Files.lines(file)) {
      return OptionalLong.of(
          lines.filter(line -> line.endsWith("+")).mapToLong(line -> both(line, stretches)).sum());
    } catch (IOException
        | UncheckedIOException
        | NumberFormatException
        | ArrayIndexOutOfBoundsException _) {
      return OptionalLong.empty();
    }
  }

  /// How many bytes of a line `0x1000 0x800 +` lie in the stretches.
  private static long both(String line, List<Lost> stretches) {
    String[] words = line.strip().split("\\s+", -1);
    long from = Long.decode(words[0]);
    long end = from + Long.decode(words[1]);
    int first = Collections.binarySearch(stretches, new Lost(from, 0), BY_PLACE);
    int at = Math.max(0, first >= 0 ? first : -first - 2);
    long bytes = 0;
    while (at < stretches.size() && stretches.get(at).fromBytes() < end) {
      Lost part = stretches.get(at);
      long common =
          Math.min(end, part.fromBytes() + part.lengthBytes()) - Math.max(from, part.fromBytes());
      bytes += Math.max(0, common);
      at++;
    }
    return bytes;
  }
}
