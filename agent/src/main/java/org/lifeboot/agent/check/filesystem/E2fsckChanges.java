package org.lifeboot.agent.check.filesystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `e2fsck -y` says it changed. A problem is some lines of text and a question, which
/// `-y` answers: `Inode 2 ref count is 4, should be 3. Fix? yes` (e2fsprogs, e2fsck/problem.c).
final class E2fsckChanges {

  private static final Pattern QUESTION = Pattern.compile("(.*?)([A-Z][^.?!]{2,60})\\? (?:yes|no)");

  private static final Pattern HEADING =
      Pattern.compile("Pass \\d[A-D]?: .*|.*: recovering journal|.*[*]{5} .* [*]{5}");

  /// Counters that the kernel itself sets right when it mounts after a crash; only their sums, not
  /// those of a block group.
  private static final Pattern LEFT_BY_A_CRASH =
      Pattern.compile("Free (blocks|inodes) count wrong \\(.*|Clearing orphaned inode .*");

  private static final Pattern INODE = Pattern.compile("\\b[Ii]node #?(\\d{1,20})\\b");
  private static final Pattern GROUP = Pattern.compile("\\bgroup #?(\\d{1,20})\\b");
  private static final Pattern ENTRY = Pattern.compile("^Entry '.*' in (.{1,200}?) \\(");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Fix", "it would be set right"),
          Map.entry("Clear", "it would be cleared"),
          Map.entry("Clear inode", "the file would be given up"),
          Map.entry("Connect to /lost+found", "it would be moved to lost+found"),
          Map.entry("Recreate", "it would be made anew"),
          Map.entry("Create", "it would be made"),
          Map.entry("Allocate", "room for it would be taken"),
          Map.entry("Relocate", "it would be moved"),
          Map.entry("Salvage", "what is left of it would be kept"),
          Map.entry("Truncate", "the file would be cut"),
          Map.entry("Expand", "it would be made larger"),
          Map.entry("Unlink", "the name would be removed"),
          Map.entry("Delete file", "the file would be given up"),
          Map.entry("Clone multiply-claimed blocks", "each file would get a copy of its own"),
          Map.entry("Optimize", "it would be laid out anew"));

  private static final Set<String> LOSING =
      Set.of("Clear", "Clear inode", "Truncate", "Unlink", "Delete file", "Salvage");

  private final boolean afterReplay;
  private final Changes changes = new Changes();
  private final List<String> text = new ArrayList<>();

  /// A reader.
  ///
  /// @param afterReplay a journal was replayed before: what a crash leaves is no damage then
  E2fsckChanges(boolean afterReplay) {
    this.afterReplay = afterReplay;
  }

  Changes of(String stdout) {
    stdout.lines().forEach(this::read);
    return changes;
  }

  private void read(String line) {
    if (line.isBlank() || HEADING.matcher(line).matches()) {
      text.clear();
      return;
    }
    Matcher question = QUESTION.matcher(line);
    if (!question.matches()) {
      if (text.size() < 8) {
        text.add(line.strip());
      }
      return;
    }
    text.add(question.group(1).strip());
    tell(String.join(" ", text).strip(), question.group(2).strip());
    text.clear();
  }

  private void tell(String problem, String verb) {
    if (afterReplay && LEFT_BY_A_CRASH.matcher(problem).matches()) {
      return;
    }
    String action = WORDS.getOrDefault(verb, "the repair would say yes to: " + verb);
    changes.add(part(problem), problem + " → " + action, LOSING.contains(verb));
  }

  private static String part(String problem) {
    Matcher entry = ENTRY.matcher(problem);
    if (entry.find()) {
      return "directory " + entry.group(1);
    }
    Matcher group = GROUP.matcher(problem);
    if (group.find()) {
      return "block group " + group.group(1);
    }
    Matcher inode = INODE.matcher(problem);
    return inode.find() ? "inode " + inode.group(1) : "";
  }
}
