package org.lifeboot.agent.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where in the machine's memory a running program's pages are
/// (Documentation/admin-guide/mm/pagemap.rst). Known to root, and while the program runs.
///
/// @param proc the program's folder in `/proc`
public record Pagemap(Path proc) {

  private static final long PAGE = 4096;
  private static final long PRESENT = 1L << 63;
  private static final long FRAME = (1L << 55) - 1;

  private static final String[] NONE = {};

  private static final Pattern REGION =
      Pattern.compile("^([0-9a-f]{1,16})-([0-9a-f]{1,16}) rw\\S* 00000000 00:00 0 *$");

  /// That of a program which this process has started and which still runs.
  ///
  /// @param program its name
  /// @param argument one of its arguments, which no other has
  public static Optional<Pagemap> ofChild(String program, String argument) {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/" + program))
        .filter(child -> List.of(child.info().arguments().orElse(NONE)).contains(argument))
        .map(child -> new Pagemap(Path.of("/proc", String.valueOf(child.pid()))))
        .findFirst();
  }

  /// The physical address behind a virtual one.
  public OptionalLong physical(long address) {
    try (var pages = new RandomAccessFile(proc.resolve("pagemap").toFile(), "r")) {
      pages.seek(Long.divideUnsigned(address, PAGE) * Long.BYTES);
      long entry = Long.reverseBytes(pages.readLong());
      long frame = entry & FRAME;
      return (entry & PRESENT) == 0 || frame == 0
          ? OptionalLong.empty()
          : OptionalLong.of(frame * PAGE + address % PAGE);
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /// Where the largest region of the program's own begins.
  ///
  /// @param leastBytes how large it is at least
  public Optional<Long> largestRegion(long leastBytes) {
    long found = 0;
    long size = leastBytes - 1;
    try (Stream<String> lines = Files.lines(proc.resolve("maps"))) {
      for (Matcher region : lines.map(REGION::matcher).filter(Matcher::find).toList()) {
        long begin = Long.parseUnsignedLong(region.group(1), 16);
        long length = Long.parseUnsignedLong(region.group(2), 16) - begin;
        found = length > size ? begin : found;
        size = Math.max(size, length);
      }
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
    return found == 0 ? Optional.empty() : Optional.of(found);
  }
}
