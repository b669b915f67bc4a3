package org.lifeboot.agent.check.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.SideBySide;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// The thorough level: all patterns of memtester over all of it, one program and region for each
/// processor.
final class ThoroughTest {

  /// Smaller regions would stay in the caches.
  private static final long SMALLEST_REGION_MIB = 64;

  private static final int MOST_REGIONS = 64;

  /// A test that takes more than a tenth of the whole.
  private static final int LONG_SHARE = 100;

  private final Tools tools;
  private final LowPriority priority;
  private final CheckWatch watch;
  private final List<Finding> faults = new ArrayList<>();
  private final List<Region> regions;
  private final ThoroughProgress progress;

  ThoroughTest(Tools tools, LowPriority priority, CheckWatch watch, List<Region> regions) {
    this.tools = tools;
    this.priority = priority;
    this.watch = watch;
    this.regions = regions;
    this.progress = new ThoroughProgress(watch);
  }

  static List<Region> regions(long mib, int processors) {
    int most = Math.min(MOST_REGIONS, processors);
    return Region.of(mib, Math.clamp(mib / SMALLEST_REGION_MIB, 1, most));
  }

  TestRun run() throws InterruptedException {
    List<Command> commands =
        regions.stream().map(region -> priority.of(Memtester.command(region.kib()))).toList();
    watch.step("", step(Memtester.TESTS.getFirst()));
    try (progress) {
      progress.start();
      return ended(SideBySide.run(tools, commands, this::hear));
    }
  }

  private String step(Memtester.Test test) {
    String slow = test.share() > LONG_SHARE ? " (this step takes long)" : "";
    return "memtester in %d regions: %s%s".formatted(regions.size(), test.name(), slow);
  }

  private synchronized void hear(int number, String line) {
    Region region = regions.get(number);
    String plain = Memtester.plain(line);
    if (Memtester.failure(plain)) {
      failed(region, plain);
      return;
    }
    watch.evidence(region.tool(), plain + "\n");
    int before = slowest();
    region.hear(plain);
    if (slowest() > before) {
      progress.ended(slowest());
      Memtester.after(Memtester.TESTS.get(slowest() - 1))
          .ifPresent(next -> watch.step("", step(next)));
    }
  }

  /// The whole is as far as its slowest region.
  private int slowest() {
    return regions.stream().mapToInt(Region::testsEnded).min().orElse(0);
  }

  private void failed(Region region, String line) {
    if (faults.size() >= TestRun.MOST_FAULTS) {
      return;
    }
    watch.evidence(region.tool(), line + "\n");
    String said = HostileText.line(line.replaceFirst(".*FAILURE: ", ""), 200);
    String text =
        "Memory does not hold what was written (memtester: %s)%s."
            .formatted(said.replaceFirst("[.]$", ""), region.places(line));
    faults.add(new Finding("", Verdict.FAILED, text, TestRun.ADVICE));
  }

  private synchronized TestRun ended(List<Outcome> outcomes) {
    Optional<String> unfinished =
        outcomes.stream()
            .filter(outcome -> !Memtester.ended(outcome))
            .map(outcome -> "memtester: " + outcome.inWords())
            .findFirst();
    if (faults.isEmpty() && outcomes.stream().anyMatch(Memtester::failed)) {
      faults.add(new Finding("", Verdict.FAILED, "memtester found a fault.", TestRun.ADVICE));
    }
    long tested = regions.stream().mapToLong(Region::lockedBytes).sum();
    return new TestRun("memtester", tested, unfinished, faults, List.of());
  }
}
