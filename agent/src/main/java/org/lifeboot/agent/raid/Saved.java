package org.lifeboot.agent.raid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import org.lifeboot.agent.raid.RunningArray.Member;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// What a replacement overwrites, and what it takes to go back, in a folder of its own.
final class Saved {

  static final String NEW_TABLE = "new-table.sfdisk";

  private static final String HEAD = "new-member.first-mebibyte";
  private static final String TAIL = "new-member.last-mebibyte";
  private static final long MEBIBYTE = 1 << 20;

  private final Tools tools;
  private final Path folder;

  Saved(Tools tools, Path folder) {
    this.tools = tools;
    this.folder = folder;
  }

  /// All of it; what is saved is on its disk, as far as the folder is on one.
  ///
  /// @throws IOException when not all of it could be: then nothing may be written
  void save(ReplacePlan plan) throws IOException {
    Files.createDirectories(folder);
    Situation all = plan.situation();
    copy(all.fresh(), 0, HEAD);
    copy(all.fresh(), tailAt(all.fresh()), TAIL);
    if (all.table().isPresent()) {
      Files.writeString(folder.resolve(NEW_TABLE), all.table().get().script());
    }
    tell("mdadm-detail", Mdadm.detail(plan.array()));
    for (Member member : all.array().members()) {
      String name = member.device().replaceFirst("^/dev/", "").replace('/', '-');
      tell("mdadm-examine-" + name, Mdadm.examine(member.device()));
    }
    Files.writeString(folder.resolve("go-back"), goBack(plan));
  }

  private void copy(Block from, long at, String name) throws IOException {
    var bytes = new byte[(int) Math.min(MEBIBYTE, from.sizeBytes())];
    try (var file = new RandomAccessFile(from.device(), "r")) {
      file.seek(at);
      file.readFully(bytes);
    }
    Path to = folder.resolve(name);
    Files.write(
        to,
        bytes,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    if (Files.size(to) != bytes.length) {
      throw new IOException(to + " was cut");
    }
  }

  private static long tailAt(Block block) {
    return Math.max(0, block.sizeBytes() - MEBIBYTE);
  }

  /// A member that does not answer tells nothing; that is no reason to keep it.
  private void tell(String name, Command command) throws IOException {
    String text =
        switch (tools.run(command)) {
          case Outcome.Exited(_, String stdout, String stderr) -> stdout + stderr;
          case Outcome other -> other.inWords();
        };
    Files.writeString(folder.resolve(name), text);
  }

  /// A command that puts back the first and last mebibyte. It ends at once when any partition of
  /// the disk is in use by then: wipefs(8) wants the disk for itself.
  static String putBack(Path folder, Block block) {
    String disk = block.device();
    return String.join(
        " && ",
        "wipefs --all " + disk,
        "dd if=%s of=%s conv=fsync".formatted(quoted(folder.resolve(HEAD)), disk),
        "dd if=%s of=%s seek=%d conv=fsync"
            .formatted(quoted(folder.resolve(TAIL)), disk, tailAt(block) / 512),
        "blockdev --rereadpt " + disk);
  }

  /// Names from the server stay inside of their line.
  private static String comment(String words) {
    return HostileText.line(words);
  }

  private static String quoted(Path file) {
    String name = file.toString();
    return name.matches("[\\w./-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  static String goBack(ReplacePlan plan) {
    return """
    # %s in the place of %s
    # was to be put by these commands; those that were not carried out may be, in this order:
    %s

    # While %s is being filled:
    %s

    # When it holds all:
    %s
    """
        .formatted(
            comment(plan.fresh()),
            plan.old().isEmpty() ? "a missing member" : comment(plan.old()),
            plan.commands().stream().map(line -> "#   " + line).collect(Collectors.joining("\n")),
            plan.member(),
            String.join("\n", plan.goBackBefore()),
            String.join("\n", plan.goBackAfter()));
  }
}
