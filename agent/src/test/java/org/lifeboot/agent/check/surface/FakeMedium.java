package org.lifeboot.agent.check.surface;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// A disk of sectors, some of which cannot be read.
final class FakeMedium implements Medium {

  private static final int EIO = -5;
  private static final int ENXIO = -6;

  final AtomicLong requests = new AtomicLong();
  private final long sizeBytes;
  private final int sectorBytes;
  private final ConcurrentSkipListSet<Long> badSectors = new ConcurrentSkipListSet<>();
  private final Set<Long> slowRequests = new ConcurrentSkipListSet<>();
  private boolean slowForEver;
  private boolean bringsWhatIsBefore;
  private volatile long goneFrom = Long.MAX_VALUE;
  private volatile long endsAt = Long.MAX_VALUE;

  FakeMedium(long sizeBytes, int sectorBytes) {
    this.sizeBytes = sizeBytes;
    this.sectorBytes = sectorBytes;
  }

  FakeMedium bad(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(badSectors::add);
    return this;
  }

  FakeMedium slow(long offset, boolean forEver) {
    slowRequests.add(offset);
    slowForEver = forEver;
    return this;
  }

  FakeMedium bringingWhatIsBefore() {
    bringsWhatIsBefore = true;
    return this;
  }

  FakeMedium goneFrom(long offset) {
    goneFrom = offset;
    return this;
  }

  FakeMedium endingAt(long offset) {
    endsAt = offset;
    return this;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public int sectorBytes() {
    return sectorBytes;
  }

  @Override
  public String words(int answer) {
    return answer == EIO ? "Input/output error" : "No such device or address";
  }

  @Override
  public Reader reader(int mostBytes) {
    return new Reader() {
      @Override
      public int read(long offset, int length) {
        requests.incrementAndGet();
        return answer(offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private int answer(long offset, int length) {
    if (offset % sectorBytes != 0 || length % sectorBytes != 0 || length > 1 << 20) {
      throw new IllegalArgumentException(length + " bytes at " + offset);
    }
    if (slowForEver ? slowRequests.contains(offset) : slowRequests.remove(offset)) {
      pause();
    }
    long end = Math.min(Math.min(sizeBytes, endsAt), offset + length);
    if (end > goneFrom) {
      return ENXIO;
    }
    Long bad = badSectors.ceiling(offset / sectorBytes);
    if (bad == null || bad * sectorBytes >= end) {
      return (int) Math.max(0, end - offset);
    }
    long before = bad * sectorBytes - offset;
    return bringsWhatIsBefore && before > 0 ? (int) before : EIO;
  }

  private static void pause() {
    try {
      Thread.sleep(1_050);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
