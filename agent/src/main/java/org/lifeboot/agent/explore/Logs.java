package org.lifeboot.agent.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.LogList;

/// Finds the logs in /var/log, and to each what logrotate(8) has put away of it.
final class Logs {

  private static final FilePath FOLDER = new FilePath("/var/log");
  private static final int MOST_FILES = 5_000;
  private static final int DEEPEST = 4;

  /// logrotate.conf(5): `syslog.1`, `syslog.2.gz`, `messages-20261101.xz`, `app.log.old`.
  private static final Pattern ROTATED =
      Pattern.compile(
          "(?<base>.+?)(?:[.-]\\d{1,4}|-\\d{8}(?:-\\d{2,10})?|\\.old|\\.\\d{8})?"
              + "(?:\\.(?:gz|xz|bz2|zst))?");

  /// Files that are no text.
  private static final Pattern NO_TEXT =
      Pattern.compile("(?:.*\\.journal~?|[bw]tmp.*|lastlog|faillog|tallylog)");

  private final RootFolder root;

  Logs(RootFolder root) {
    this.root = root;
  }

  private record Found(FilePath path, long sizeBytes, long modifiedSeconds) {}

  LogList list() throws IOException {
    var found = new ArrayList<Found>();
    boolean all = walk(found);
    Map<String, List<Found>> groups = new TreeMap<>();
    found.forEach(
        each -> groups.computeIfAbsent(base(each.path()), _ -> new ArrayList<>()).add(each));
    return new LogList(
        groups.entrySet().stream().map(each -> log(each.getKey(), each.getValue())).toList(),
        !Journal.files(root).isEmpty(),
        all ? "" : "There are more files in /var/log than are shown here.");
  }

  static String base(FilePath path) {
    String name = new String(FilePath.decode(path.name()), StandardCharsets.ISO_8859_1);
    var rotated = ROTATED.matcher(name);
    String base = rotated.matches() ? rotated.group("base") : name;
    return path.parent().child(base.getBytes(StandardCharsets.ISO_8859_1)).encoded();
  }

  private static LogList.Log log(String name, List<Found> pieces) {
    pieces.sort(
        Comparator.comparingLong(Found::modifiedSeconds)
            .thenComparing(each -> each.path().encoded().equals(name))
            .thenComparing(each -> each.path().encoded(), Comparator.reverseOrder()));
    return new LogList.Log(
        name,
        pieces.stream().map(each -> each.path().encoded()).toList(),
        pieces.stream().mapToLong(Found::sizeBytes).sum(),
        pieces.getLast().modifiedSeconds());
  }

  /// Returns whether that was all.
  private boolean walk(List<Found> into) throws IOException {
    Deque<FilePath> folders = new ArrayDeque<>(List.of(FOLDER));
    while (!folders.isEmpty()) {
      FilePath path = folders.removeFirst();
      try (OpenFolder folder = root.openFolder(path.bytes())) {
        if (!files(path, folder, into, folders)) {
          return false;
        }
      } catch (IOException e) {
        if (path.equals(FOLDER)) {
          throw e;
        }
      }
    }
    return true;
  }

  private static boolean files(
      FilePath path, OpenFolder folder, List<Found> into, Deque<FilePath> folders)
      throws IOException {
    boolean deep = path.trail().size() >= DEEPEST;
    var seen = new int[1];
    while (folder.next(
        entry -> {
          take(path, folder, entry.name(), into, deep ? new ArrayDeque<>() : folders);
          return ++seen[0] < MOST_FILES && into.size() < MOST_FILES;
        })) {
      Wanted.require();
    }
    return seen[0] < MOST_FILES && into.size() < MOST_FILES && folders.size() < MOST_FILES;
  }

  private static void take(
      FilePath path, OpenFolder folder, byte[] name, List<Found> into, Deque<FilePath> folders) {
    try {
      FileFacts facts = folder.facts(name);
      FilePath child = path.child(name);
      if (facts.kind() == FileKind.FOLDER && !child.encoded().equals("/var/log/journal")) {
        folders.add(child);
      } else if (facts.kind() == FileKind.FILE
          && facts.sizeBytes() > 0
          && !NO_TEXT.matcher(child.name()).matches()) {
        into.add(new Found(child, facts.sizeBytes(), facts.modified().getEpochSecond()));
      }
    } catch (IOException _) {
      // what cannot be asked cannot be read either; the folder's own page shows it
    }
  }
}
