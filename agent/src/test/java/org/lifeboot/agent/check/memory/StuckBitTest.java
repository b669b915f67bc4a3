package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.linux.Pagemap;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// The real memtester, over 16 MiB of which one bit is kept set by another thread.
@Timeout(300)
class StuckBitTest {

  private static final long MIB = 1 << 20;

  @TempDir Path root;

  private static final class Quiet implements CheckWatch {
    @Override
    public void step(String part, String step) {}

    @Override
    public void progress(double fraction, Optional<Duration> left) {}

    @Override
    public void measured(String series, String unit, List<Point> points) {}

    @Override
    public void evidence(String name, String text) {}
  }

  /// Keeps bit 3 of one byte of memtester's region set, until interrupted. Before the region is
  /// locked it seems to begin a page earlier.
  private static void stick() {
    while (!Thread.currentThread().isInterrupted()) {
      Pagemap.ofChild("memtester", Memtester.size(16 << 10)).ifPresent(StuckBitTest::stick);
    }
  }

  private static void stick(Pagemap memtester) {
    Optional<Long> begin = memtester.largestRegion(16 * MIB);
    if (begin.isEmpty()) {
      return;
    }
    try (var memory = new RandomAccessFile(memtester.proc().resolve("mem").toFile(), "rw")) {
      while (!Thread.currentThread().isInterrupted()) {
        memory.seek(begin.get() + 0x10128);
        int value = memory.read();
        memory.seek(begin.get() + 0x10128);
        memory.write(value | 8);
      }
    } catch (IOException _) {
      // memtester has ended
    }
  }

  @Test
  void aBitThatStaysSetFailsTheThoroughCheckAndItsAddressIsNamed() throws Exception {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(
        root.resolve("proc/meminfo"), "MemTotal: 51200 kB\nMemAvailable: 149000 kB\n");
    Thread bit = Thread.ofPlatform().daemon().start(StuckBitTest::stick);
    var order = new CheckOrder.Memory(Level.THOROUGH);

    var report =
        new MemoryCheck(order, new ProcessTools(), new LowPriority(false), root).run(new Quiet());
    bit.interrupt();

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings())
        .first()
        .extracting(CheckReport.Finding::text)
        .asString()
        .matches(".* at offset 0x0+(f|10)128\\), physical address 0x\\p{XDigit}+128.*");
  }
}
