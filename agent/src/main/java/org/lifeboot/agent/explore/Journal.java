package org.lifeboot.agent.explore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Piped;
import org.lifeboot.protocol.ExploreOrder.ReadJournal;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.GlanceList.Sign;
import org.lifeboot.protocol.JournalPage;

/// The journal of the system that lies there, decoded by the rescue system's journalctl(1).
///
/// journalctl may read files and nothing else. It is told each journal file by itself, and only
/// regular ones that were found without following a link: a link in the journal's folder would
/// otherwise show the rescue system's own journal.
final class Journal {

  private static final FilePath FOLDER = new FilePath("/var/log/journal");
  private static final int MOST_FILES = 2_000;

  /// A page's entries.
  static final int PAGE = 200;

  private static final int MOST_SIGNS = 100;

  /// systemd-journald names its files so; what else lies there is left alone.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@._-]{1,200}\\.journal~?");

  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]{0,255}");
  private static final Pattern BOOT = Pattern.compile("[0-9a-f]{0,32}");
  private static final Pattern CURSOR = Pattern.compile("[0-9A-Za-z=;_.-]{0,500}");

  private final RootFolder root;
  private final java.nio.file.Path place;

  /// @param place where the root is in the rescue system: without a link on the way
  Journal(RootFolder root, java.nio.file.Path place) {
    this.root = root;
    this.place = place;
  }

  /// The journal's files; none when there is no journal.
  static List<FilePath> files(RootFolder root) {
    var files = new ArrayList<FilePath>();
    try {
      for (FilePath folder : folders(root)) {
        try (OpenFolder open = root.openFolder(folder.bytes())) {
          while (open.next(entry -> take(folder, open, entry, files))) {
            Wanted.require();
          }
        }
      }
    } catch (IOException _) {
      return files; // what was found so far
    }
    return files;
  }

  private static boolean take(
      FilePath folder, OpenFolder open, OpenFolder.Entry entry, List<FilePath> into)
      throws IOException {
    String name = new String(entry.name(), StandardCharsets.ISO_8859_1);
    if (NAME.matcher(name).matches() && open.facts(entry.name()).kind() == FileKind.FILE) {
      into.add(folder.child(entry.name()));
    }
    return into.size() < MOST_FILES;
  }

  /// The folder of each machine id; real ones, no links.
  private static List<FilePath> folders(RootFolder root) throws IOException {
    var folders = new ArrayList<FilePath>();
    for (String part : List.of("/var", "/var/log", "/var/log/journal")) {
      if (root.factsOfItself(new FilePath(part).bytes()).kind() != FileKind.FOLDER) {
        return List.of();
      }
    }
    try (OpenFolder open = root.openFolder(FOLDER.bytes())) {
      while (open.next(
          entry -> {
            String name = new String(entry.name(), StandardCharsets.ISO_8859_1);
            if (MACHINE.matcher(name).matches()
                && open.facts(entry.name()).kind() == FileKind.FOLDER) {
              folders.add(FOLDER.child(entry.name()));
            }
            return folders.size() < MOST_FILES;
          })) {
        Wanted.require();
      }
    }
    return folders;
  }

  JournalPage page(ReadJournal wanted) throws IOException, InterruptedException {
    List<FilePath> files = files(root);
    if (files.isEmpty()) {
      return new JournalPage(List.of(), "", List.of(), "There is no systemd journal here.");
    }
    if (!UNIT.matcher(wanted.unit()).matches()
        || !BOOT.matcher(wanted.boot()).matches()
        || !CURSOR.matcher(wanted.cursor()).matches()) {
      return new JournalPage(List.of(), "", List.of(), "No journal has such a unit or boot.");
    }
    var arguments = new ArrayList<>(Journalctl.page(wanted, PAGE + 1));
    arguments.addAll(paths(files));
    var entries = new ArrayList<Journalctl.Line>();
    String trouble =
        run(arguments, PAGE + 1, line -> Journalctl.line(line).ifPresent(entries::add));
    boolean more = entries.size() > PAGE;
    List<Journalctl.Line> shown = more ? entries.subList(0, PAGE) : entries;
    return new JournalPage(
        shown.stream().map(Journalctl.Line::entry).toList(),
        more ? shown.getLast().cursor() : "",
        wanted.cursor().isEmpty() ? boots(files) : List.of(),
        trouble);
  }

  private List<JournalPage.Boot> boots(List<FilePath> files)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(Journalctl.boots());
    arguments.addAll(paths(files));
    var boots = new ArrayList<JournalPage.Boot>();
    String _ = run(arguments, 10_000, line -> boots.addAll(Journalctl.bootsIn(line)));
    return boots.reversed().stream().limit(500).toList();
  }

  /// Signs of the system's death, the newest first.
  GlanceList glance() throws IOException, InterruptedException {
    List<FilePath> files = files(root);
    if (files.isEmpty()) {
      return new GlanceList(List.of(), "There is no systemd journal here.");
    }
    var signs = new ArrayList<Sign>();
    String trouble = "";
    for (Journalctl.Question question : Journalctl.QUESTIONS) {
      var arguments = new ArrayList<>(Journalctl.glance(question, MOST_SIGNS));
      arguments.addAll(paths(files));
      String each =
          run(
              arguments,
              MOST_SIGNS,
              line ->
                  Journalctl.line(line).map(found -> sign(question, found)).ifPresent(signs::add));
      trouble = trouble.isEmpty() ? each : trouble;
    }
    signs.sort((one, other) -> Long.compare(other.micros(), one.micros()));
    return new GlanceList(signs, trouble);
  }

  private static Sign sign(Journalctl.Question question, Journalctl.Line line) {
    return new Sign(question.kind(), line.entry().micros(), line.entry().message());
  }

  private List<String> paths(List<FilePath> files) {
    return files.stream().map(each -> "--file=" + place + plain(each)).toList();
  }

  private static String plain(FilePath path) {
    return new String(path.bytes(), StandardCharsets.UTF_8);
  }

  /// Takes lines of output.
  @FunctionalInterface
  private interface Taker {
    void line(String line);
  }

  /// Returns what went wrong, or nothing.
  private static String run(List<String> arguments, int mostLines, Taker taker)
      throws IOException, InterruptedException {
    Command command = Command.of(Journalctl.PATIENCE, arguments.toArray(String[]::new));
    try (Piped tool = Piped.start(command, Piped.Rights.READER, Optional.empty());
        var lines = new BufferedReader(new InputStreamReader(tool.out(), StandardCharsets.UTF_8))) {
      var line = new BoundedLine(lines);
      for (int count = 0; count < mostLines && line.next(); count++) {
        Wanted.require();
        taker.line(line.text());
      }
      if (!line.ended()) {
        return "";
      }
      Outcome end = tool.end();
      return end instanceof Outcome.Exited(int code, _, String words)
              && code == 0
              && words.isBlank()
          ? ""
          : damaged(end);
    }
  }

  /// journalctl exits with 1 when nothing matches too, and says nothing then.
  private static String damaged(Outcome end) {
    if (end instanceof Outcome.Exited(int code, _, String words) && code == 1 && words.isBlank()) {
      return "";
    }
    return "Some of the journal could not be read: " + HostileText.line(end.inWords(), 300);
  }
}
