package org.lifeboot.agent.explore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Piped;

/// The programs that unpack what rotated logs are compressed with: gzip(1), xz(1), bzip2(1) and
/// zstd(1). They get the opened file, no name, no rights, and little memory; their output is read
/// piece by piece and never kept.
enum Unpacker {
  /// RFC 1952
  GZIP(List.of(0x1f, 0x8b), "gzip", "-dcq"),
  /// The .xz File Format, 2.1.1.1
  XZ(List.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00), "xz", "-dcq", "--memlimit-decompress=192MiB"),
  BZIP2(List.of(0x42, 0x5a, 0x68), "bzip2", "-dcq"),
  /// RFC 8878
  ZSTD(List.of(0x28, 0xb5, 0x2f, 0xfd), "zstd", "-dcq", "--memory=192MB");

  /// How long anything may be unpacked.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<Integer> magic;

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<String> words;

  Unpacker(List<Integer> magic, String... words) {
    this.magic = magic;
    this.words = List.of(words);
  }

  /// The one that a file needs, by what it begins with.
  static Optional<Unpacker> of(OpenFile file) throws IOException {
    var head = new byte[6];
    int count = file.read(0, head, head.length);
    return Arrays.stream(values()).filter(each -> each.begins(head, count)).findFirst();
  }

  private boolean begins(byte[] head, int count) {
    return count >= magic.size()
        && IntStream.range(0, magic.size())
            .allMatch(i -> Byte.toUnsignedInt(head[i]) == magic.get(i));
  }

  Command command() {
    return Command.of(PATIENCE, words.toArray(String[]::new));
  }

  /// Begins at the beginning.
  Piped start(Path file) throws IOException {
    return Piped.start(command(), Piped.Rights.NOBODY, Optional.of(file));
  }
}
