package org.lifeboot.agent.raid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.lifeboot.agent.claim.SteadyTools;
import org.lifeboot.agent.raid.ReplacePlan.Step;
import org.lifeboot.agent.raid.RunningArray.Member;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Carries a plan out: saves, writes, and watches until the new member holds all.
public final class Replacing {

  /// The kernel begins a rebuild within a second or two; one that has not begun by then does not.
  private static final int IDLE_SECONDS = 20;

  /// A member that has just been failed is in the kernel's hands until the last write to it ended.
  private static final int LET_GO_SECONDS = 30;

  private final Tools tools;
  private final Path root;

  /// @param root `/`; another folder in tests
  public Replacing(Tools tools, Path root) {
    this.tools = new SteadyTools(tools);
    this.root = root;
  }

  /// What became of it.
  public sealed interface Result {
    /// The new member holds all of its part, and the array misses none.
    ///
    /// @param degraded how many members are still missing
    record Replaced(int degraded) implements Result {}

    /// Nothing was written.
    record NotBegun(String reason) implements Result {}

    /// Somebody ended the watching; the kernel goes on.
    record Left() implements Result {}

    /// It stopped on the way.
    record Stopped(String reason) implements Result {}
  }

  /// What is told on the way.
  public interface Watcher {
    void step(String command);

    void progress(Progress progress);
  }

  /// Returns when the new member holds all, or when this thread is interrupted: the commands before
  /// the rebuild are a matter of seconds and run to their end.
  public Result carryOut(ReplacePlan plan, Watcher watcher) {
    try {
      new Saved(tools, plan.wish().saved()).save(plan);
    } catch (IOException e) {
      return new Result.NotBegun(
          "Saving what will be overwritten in %s: %s"
              .formatted(plan.wish().saved(), HostileText.line(e.toString(), 400)));
    }
    try {
      for (Step step : plan.first()) {
        Optional<String> problem = done(step, watcher);
        if (problem.isPresent()) {
          return new Result.Stopped(problem.get());
        }
      }
      return filled(plan, watcher);
    } catch (InterruptedException _) {
      return new Result.Left();
    }
  }

  private Optional<String> done(Step step, Watcher watcher) throws InterruptedException {
    watcher.step(step.shown());
    Optional<String> problem = tools.run(step.command()).problem(step.shown());
    for (int second = 0; second < LET_GO_SECONDS && Mdadm.tooSoon(problem); second++) {
      Thread.sleep(1_000); // the kernel tells nobody when it has let go
      problem = tools.run(step.command()).problem(step.shown());
    }
    return problem;
  }

  private Result filled(ReplacePlan plan, Watcher watcher) throws InterruptedException {
    Optional<String> problem = rebuilt(plan, watcher::progress);
    if (problem.isPresent()) {
      return new Result.Stopped(problem.get());
    }
    if (plan.last().isPresent()) {
      problem = done(plan.last().get(), watcher);
    }
    return problem.isPresent()
        ? new Result.Stopped(problem.get())
        : new Result.Replaced(array(plan).map(RunningArray::degraded).orElse(0));
  }

  private Optional<RunningArray> array(ReplacePlan plan) {
    return RunningArray.read(root, plan.array());
  }

  /// Waits until the new member is in sync; the kernel tells nobody, so it is asked each second.
  private Optional<String> rebuilt(ReplacePlan plan, Consumer<Progress> told)
      throws InterruptedException {
    Path md = root.resolve("sys/class/block").resolve(name(plan.array())).resolve("md");
    int idle = 0;
    while (true) {
      Optional<Member> fresh = array(plan).flatMap(array -> array.member(plan.member()));
      if (fresh.isEmpty() || fresh.get().is("faulty")) {
        return Optional.of(
            "%s has failed and is out of %s.".formatted(plan.member(), plan.array()));
      }
      Optional<Progress> progress = Progress.read(md);
      if (progress.isEmpty() && fresh.get().works()) {
        return Optional.empty();
      }
      idle = progress.isPresent() ? 0 : idle + 1;
      if (idle > IDLE_SECONDS) {
        return Optional.of(
            "The kernel does not fill %s; its state is %s. See dmesg."
                .formatted(plan.member(), fresh.get().state()));
      }
      progress.ifPresent(told);
      Thread.sleep(1_000);
    }
  }

  private String name(String array) {
    return Block.kernelName(root, array);
  }
}
