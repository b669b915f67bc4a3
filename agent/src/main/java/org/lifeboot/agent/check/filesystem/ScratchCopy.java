package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stand.Answer.NotReady;
import org.lifeboot.agent.check.filesystem.Stand.Answer.Ready;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// A sparse copy of an image file in a folder for temporary files: the image itself is only read.
final class ScratchCopy {

  /// What a repair may write beside what is there already.
  private static final long FOR_THE_REPAIR_BYTES = 64L << 20;

  private final Tools tools;
  private final List<Path> folders;

  /// A copier.
  ///
  /// @param folders where copies may lie; the first with room is taken
  ScratchCopy(Tools tools, List<Path> folders) {
    this.tools = tools;
    this.folders = List.copyOf(folders);
  }

  Stand.Answer of(Path image, CheckWatch watch) throws InterruptedException {
    return of(image, Long.MAX_VALUE, copy -> copyCommand(image, copy), watch);
  }

  /// A copy of one partition of it alone.
  Stand.Answer of(Path image, Partition partition, CheckWatch watch) throws InterruptedException {
    return of(image, partition.sizeBytes(), copy -> copyCommand(image, partition, copy), watch);
  }

  private Stand.Answer of(
      Path image, long mostBytes, Function<Path, Command> copying, CheckWatch watch)
      throws InterruptedException {
    OptionalLong used = usedBytes(finished(tools.run(statCommand(image))));
    if (used.isEmpty()) {
      return new NotReady("Nothing is known of the file system: " + image + " cannot be read.");
    }
    long bytes = Math.min(used.getAsLong(), mostBytes);
    long needed = bytes + bytes / 10 + FOR_THE_REPAIR_BYTES;
    Optional<Path> folder = folders.stream().filter(each -> roomIn(each) > needed).findFirst();
    if (folder.isEmpty()) {
      return new NotReady(
          "There is no room for a copy to rehearse the repair on: %s are needed in one of %s."
              .formatted(Size.inWords(needed), folders));
    }
    watch.step("", "copying the image (" + Size.inWords(bytes) + ")");
    return copy(image, copying, folder.get());
  }

  private Stand.Answer copy(Path image, Function<Path, Command> copying, Path folder)
      throws InterruptedException {
    folders.forEach(ScratchFolder::removeLeftovers);
    ScratchFolder own = ScratchFolder.in(folder);
    boolean kept = false;
    try {
      Path copy = own.copy();
      Outcome done = finished(tools.run(copying.apply(copy)));
      Optional<String> problem = done.problem("copying " + image);
      kept = problem.isEmpty();
      return kept
          ? new Ready(new Stand(copy, Optional::empty, own::close))
          : new NotReady(
              "Nothing is known of the file system: "
                  + HostileText.line(problem.orElse(""), 500)
                  + ".");
    } finally {
      if (!kept) {
        own.close();
      }
    }
  }

  private static Outcome finished(Outcome outcome) throws InterruptedException {
    if (outcome instanceof Outcome.Stopped) {
      boolean _ = Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException("copying");
    }
    return outcome;
  }

  static Command statCommand(Path image) {
    return Command.of(
        Duration.ofSeconds(30), "stat", "--dereference", "--format=%b %B", "--", image.toString());
  }

  /// What a file takes on its disk: blocks, and the size of one.
  static OptionalLong usedBytes(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _))
        || code != 0
        || !stdout.strip().matches("\\d{1,15} \\d{1,4}")) {
      return OptionalLong.empty();
    }
    List<String> numbers = List.of(stdout.strip().split(" ", 2));
    return OptionalLong.of(
        Math.multiplyExact(Long.parseLong(numbers.get(0)), Long.parseLong(numbers.get(1))));
  }

  static Command copyCommand(Path image, Path copy) {
    return Command.of(
        FilesystemCheck.TOOL_LIMIT,
        "cp",
        "--sparse=always",
        "--reflink=auto",
        "--",
        image.toString(),
        copy.toString());
  }

  /// dd(1) with `conv=sparse`: zeros of the partition become holes of the copy.
  static Command copyCommand(Path image, Partition partition, Path copy) {
    return Command.of(
        FilesystemCheck.TOOL_LIMIT,
        "dd",
        "if=" + image,
        "of=" + copy,
        "bs=1M",
        "iflag=skip_bytes,count_bytes,fullblock",
        "skip=" + partition.startBytes(),
        "count=" + partition.sizeBytes(),
        "conv=sparse",
        "status=none");
  }

  private static long roomIn(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException _) {
      return 0; // there is no such folder
    }
  }
}
