package org.lifeboot.agent.explore;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;

/// Tells of single entries.
final class Entries {

  private final RootFolder root;

  Entries(RootFolder root) {
    this.root = root;
  }

  /// What a path names, links followed.
  FileEntry at(FilePath path) throws IOException {
    return entry(path.name(), root.facts(path.bytes()), "", FileKind.UNKNOWN);
  }

  /// An entry of a folder. One whose facts cannot be read is told without them.
  ///
  /// @param path the folder's
  FileEntry in(FilePath path, OpenFolder folder, byte[] name) {
    String encoded = FilePath.encode(name);
    try {
      FileFacts facts = folder.facts(name);
      return facts.kind() == FileKind.LINK
          ? link(path, folder, name, facts)
          : entry(encoded, facts, "", FileKind.UNKNOWN);
    } catch (IOException _) {
      return new FileEntry(encoded, FileKind.UNKNOWN, -1, -1, 0, 0, 0, 0, "", FileKind.UNKNOWN, "");
    }
  }

  private FileEntry link(FilePath path, OpenFolder folder, byte[] name, FileFacts facts)
      throws IOException {
    String target = FilePath.encode(folder.linkTarget(name)).replace("%2F", "/");
    FileKind leadsTo;
    try {
      leadsTo = root.facts(path.child(name).bytes()).kind();
    } catch (IOException _) {
      leadsTo = FileKind.UNKNOWN;
    }
    return entry(FilePath.encode(name), facts, target, leadsTo);
  }

  private static FileEntry entry(String name, FileFacts facts, String target, FileKind leadsTo) {
    return new FileEntry(
        name,
        facts.kind(),
        facts.sizeBytes(),
        facts.allocatedBytes(),
        facts.modified().getEpochSecond(),
        facts.mode(),
        facts.owner().user(),
        facts.owner().group(),
        target,
        facts.kind() == FileKind.LINK ? leadsTo : facts.kind(),
        stamp(facts));
  }

  /// The same as long as the file is.
  static String stamp(FileFacts facts) {
    long nanos =
        ChronoUnit.NANOS.between(
            facts.modified().truncatedTo(ChronoUnit.SECONDS), facts.modified());
    return "%x-%x-%x.%x"
        .formatted(facts.inode(), facts.sizeBytes(), facts.modified().getEpochSecond(), nanos);
  }
}
