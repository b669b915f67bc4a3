package org.lifeboot.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/// Sets bits of one byte of a virtual server's memory again and again, on a thread of its own.
public final class StuckBit implements AutoCloseable {

  private static final int PAGE = 4096;

  private final MappedByteBuffer page;
  private final int place;
  private final int mask;
  private final Thread thread;
  private volatile boolean over;

  private StuckBit(MappedByteBuffer page, int place, int mask) {
    this.page = page;
    this.place = place;
    this.mask = mask;
    this.thread = Thread.ofPlatform().daemon().name("stuck bit").unstarted(this::stick);
  }

  static StuckBit at(Path memory, long address, int mask) {
    try (var file = FileChannel.open(memory, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var page = file.map(MapMode.READ_WRITE, address / PAGE * PAGE, PAGE);
      var bit = new StuckBit(page, (int) (address % PAGE), mask);
      bit.thread.start();
      return bit;
    } catch (IOException e) {
      throw new UncheckedIOException("opening the server's memory " + memory, e);
    }
  }

  /// So often that nothing that is written there stays for long, and the server has its processors
  /// all the same.
  private void stick() {
    while (!over) {
      byte now = page.get(place);
      if ((now & mask) != mask) {
        page.put(place, (byte) (now | mask));
      }
      LockSupport.parkNanos(50_000);
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
