package org.lifeboot.agent.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.raid.RunningArray.Member;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;

class ReplacingTest {

  private static final Replacing.Watcher NOBODY =
      new Replacing.Watcher() {
        @Override
        public void step(String command) {
          throw new AssertionError(command);
        }

        @Override
        public void progress(Progress progress) {
          throw new AssertionError(progress);
        }
      };

  private static final Replacing.Watcher SOMEBODY =
      new Replacing.Watcher() {
        @Override
        public void step(String command) {}

        @Override
        public void progress(Progress progress) {}
      };

  @TempDir Path root;

  private ReplacePlan planFor(String fresh) {
    var block = new Block(fresh, fresh, 0, 200 << 20, false, 512);
    var old = new Member("/dev/sda", "in_sync", 0);
    var situation =
        new Situation(
            new RunningArray(
                "/dev/md0", "raid1", "1.2", "clean", "idle", 2, 0, 1 << 20, List.of(old)),
            new Wish("/dev/md0", Optional.of("/dev/sda"), fresh, false, root.resolve("saved")),
            new Drives(Map.of()),
            block,
            new Layout(fresh, 200 << 20, Signature.NONE, "", "", List.of(), List.of()),
            "",
            Optional.empty(),
            Optional.empty(),
            "",
            List.of());
    return ReplacePlan.of(situation, List.of());
  }

  @Test
  void whatCannotBeSavedIsNotWritten() throws Exception {
    var tools = new RecordedTools();

    var result = new Replacing(tools, root).carryOut(planFor("/dev/there-is-no-such-disk"), NOBODY);

    assertThat(result).isInstanceOf(Replacing.Result.NotBegun.class);
    assertThat(tools.askedInWords()).noneMatch(line -> line.contains("--add"));
  }

  /// A file stands for the new disk, by a name that begins as a device's.
  private ReplacePlan planForAFile() throws IOException {
    Path disk = root.resolve("disk");
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(200 << 20);
    }
    return planFor("/dev/.." + disk);
  }

  @Test
  void whatWasToBeDoneAndTheWayBackAreSavedBeforeTheFirstCommand() throws Exception {
    var tools = new RecordedTools().answering("mdadm /dev/md0 --add", failing("no"));
    ReplacePlan plan = planForAFile();

    var result = new Replacing(tools, root).carryOut(plan, SOMEBODY);

    assertThat(result).isInstanceOf(Replacing.Result.Stopped.class);
    assertThat(Files.readString(root.resolve("saved/go-back")))
        .contains("#   mdadm /dev/md0 --replace /dev/sda --with " + plan.member())
        .contains("\nmdadm /dev/md0 --fail " + plan.member());
    assertThat(tools.askedInWords()).noneMatch(line -> line.contains("--replace"));
  }

  @Test
  void whoEndsTheWatchingLeavesTheRebuildToTheKernel() throws Exception {
    ReplacePlan plan = planForAFile();
    String kernelName = plan.member().replaceFirst("^/dev/", "").replace('/', '!');
    Path member = root.resolve("sys/class/block/md0/md/dev-" + kernelName);
    Files.createDirectories(member);
    Files.writeString(member.resolve("state"), "spare");
    Thread.currentThread().interrupt();

    var result = new Replacing(new RecordedTools(), root).carryOut(plan, SOMEBODY);

    assertThat(result).isInstanceOf(Replacing.Result.Left.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private static Outcome failing(String words) {
    return new Outcome.Exited(1, "", words);
  }
}
