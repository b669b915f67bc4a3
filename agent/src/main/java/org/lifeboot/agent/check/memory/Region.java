package org.lifeboot.agent.check.memory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.lifeboot.agent.linux.Pagemap;

/// The part of the memory that one memtester has. Not thread-safe.
final class Region {

  private final int number;
  private final long kib;
  private long lockedBytes;
  private int testsEnded;

  private Region(int number, long kib) {
    this.number = number;
    this.kib = kib;
  }

  /// Equal parts, each a page smaller than the one before: by its size a program is known.
  static List<Region> of(long mib, int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> new Region((int) i + 1, (mib << 10) / count - 4 * i))
        .toList();
  }

  String tool() {
    return "memtester " + number;
  }

  long kib() {
    return kib;
  }

  long lockedBytes() {
    return lockedBytes;
  }

  int testsEnded() {
    return testsEnded;
  }

  void hear(String line) {
    Memtester.lockedBytes(line).ifPresent(bytes -> lockedBytes = bytes);
    Memtester.ended(line).ifPresent(test -> testsEnded = Memtester.TESTS.indexOf(test) + 1);
  }

  /// Where in the machine's memory a fault may be, in words; empty when that is not known.
  String places(String failure) {
    OptionalLong offset = Memtester.offset(failure);
    Optional<Pagemap> pages = Pagemap.ofChild("memtester", Memtester.size(kib));
    Optional<Long> begin = pages.flatMap(all -> all.largestRegion(lockedBytes));
    if (offset.isEmpty() || begin.isEmpty()) {
      return "";
    }
    String addresses =
        Memtester.candidates(begin.get(), kib << 10, offset.getAsLong(), failure)
            .mapToObj(address -> pages.get().physical(address))
            .flatMapToLong(OptionalLong::stream)
            .mapToObj(address -> "0x" + Long.toHexString(address))
            .collect(Collectors.joining(" or "));
    return addresses.isEmpty() ? "" : ", physical address " + addresses;
  }
}
