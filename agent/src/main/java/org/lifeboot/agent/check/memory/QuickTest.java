package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.memory.StressAppTest.Miscompare;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.linux.Pagemap;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.SideBySide;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// The quick level: stressapptest over all of it at once, for a bounded time.
final class QuickTest {

  private final Tools tools;
  private final LowPriority priority;
  private final CheckWatch watch;
  private final WrongPlaces places = new WrongPlaces();

  QuickTest(Tools tools, LowPriority priority, CheckWatch watch) {
    this.tools = tools;
    this.priority = priority;
    this.watch = watch;
  }

  TestRun run(long mib, int threads) throws InterruptedException {
    Duration length = StressAppTest.quick(mib);
    watch.step("", "stressapptest of " + mib + " MiB with " + threads + " threads");
    var command = priority.of(StressAppTest.command(mib, length, threads));
    watch.evidence("stressapptest", "# " + command + "\n");
    try (var _ = Countdown.start(watch, length.plusMillis(2 * mib))) {
      Outcome outcome = SideBySide.run(tools, List.of(command), this::hear).getFirst();
      return ended(outcome, mib);
    }
  }

  private synchronized void hear(int number, String line) {
    watch.evidence("stressapptest", line + "\n");
    StressAppTest.miscompare(line).ifPresent(found -> places.add(place(found), found));
  }

  private static String place(Miscompare found) {
    OptionalLong physical =
        Pagemap.ofChild("stressapptest", "-M")
            .map(pages -> pages.physical(found.address()))
            .orElse(OptionalLong.empty());
    return physical.isPresent()
        ? "physical address 0x" + Long.toHexString(physical.getAsLong())
        : "virtual address 0x" + Long.toHexString(found.address());
  }

  private synchronized TestRun ended(Outcome outcome, long mib) {
    List<Finding> faults = new ArrayList<>(places.findings());
    String said = outcome instanceof Outcome.Exited(_, String out, String err) ? out + err : "";
    if (StressAppTest.hardwareFailed(said) && faults.isEmpty()) {
      faults.add(
          new Finding("", Verdict.FAILED, "The test found hardware problems.", TestRun.ADVICE));
    }
    boolean complete =
        StressAppTest.passed(said)
            && outcome instanceof Outcome.Exited(int code, _, _)
            && code == 0;
    Optional<String> unfinished =
        complete || !faults.isEmpty()
            ? Optional.empty()
            : Optional.of("stressapptest: " + outcome.inWords());
    List<Fact> facts =
        StressAppTest.megabytesPerSecond(said)
            .map(speed -> new Fact("", "tested at", speed, "MB/s"))
            .stream()
            .toList();
    return new TestRun("stressapptest", mib << 20, unfinished, faults, facts);
  }
}
