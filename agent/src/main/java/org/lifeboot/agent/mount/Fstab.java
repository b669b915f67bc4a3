package org.lifeboot.agent.mount;

import java.util.ArrayList;
import java.util.List;
import org.lifeboot.agent.tool.HostileText;

/// What an fstab(5) says. Anything may be in it: what makes no entry is told and left out.
///
/// @param troubles lines that are no entries, a sentence each
public record Fstab(List<Entry> entries, List<String> troubles) {

  /// More than any system has.
  private static final int MOST_ENTRIES = 500;

  private static final int MOST_LINE_CHARACTERS = 4_096;

  public Fstab {
    entries = List.copyOf(entries);
    troubles = List.copyOf(troubles);
  }

  /// One line.
  ///
  /// @param source `UUID=…`, `/dev/sda1`, `tmpfs`
  /// @param point `/home`; `none` for swap
  /// @param options without empty ones
  public record Entry(String source, String point, String type, List<String> options) {
    public Entry {
      options = List.copyOf(options);
    }

    public boolean has(String option) {
      return options.contains(option);
    }

    public boolean root() {
      return point.equals("/");
    }

    public boolean bind() {
      return has("bind") || has("rbind");
    }

    /// For people.
    public String words() {
      return HostileText.line("%s on %s (%s)".formatted(source, point, type));
    }
  }

  public static Fstab of(String text) {
    var entries = new ArrayList<Entry>();
    var troubles = new ArrayList<String>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      if (entries.size() + troubles.size() >= MOST_ENTRIES) {
        troubles.add(
            "Its fstab has more than %d entries; the rest was left.".formatted(MOST_ENTRIES));
        break;
      }
      add(plain, number, entries, troubles);
    }
    return new Fstab(entries, troubles);
  }

  private static void add(String line, int number, List<Entry> entries, List<String> troubles) {
    String[] words =
        line.length() > MOST_LINE_CHARACTERS ? new String[0] : line.split("[ \t]+", -1);
    if (words.length < 3) {
      troubles.add(
          "Line %d of its fstab is no entry: %s".formatted(number, HostileText.line(line, 80)));
      return;
    }
    String source = unquoted(plain(words[0]));
    String point = plain(words[1]);
    if (source.indexOf('\0') >= 0 || point.indexOf('\0') >= 0) {
      troubles.add("Line %d of its fstab holds a zero byte.".formatted(number));
      return;
    }
    List<String> options =
        words.length < 4
            ? List.of()
            : List.of(plain(words[3]).split(",", -1)).stream()
                .filter(option -> !option.isEmpty())
                .toList();
    entries.add(new Entry(source, tidy(point), plain(words[2]), options));
  }

  /// `/home/` and `//home` are `/home`.
  private static String tidy(String point) {
    String tidy = point.replaceAll("/+", "/");
    return tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
  }

  /// `LABEL="a b"`.
  private static String unquoted(String source) {
    return source.replaceFirst("^([A-Z]+)=\"(.*)\"$", "$1=$2");
  }

  /// Spaces and the like are written as octal numbers: `\040`.
  private static String plain(String word) {
    var text = new StringBuilder();
    for (int at = 0; at < word.length(); at++) {
      if (octal(word, at)) {
        text.append((char) Integer.parseInt(word.substring(at + 1, at + 4), 8));
        at += 3;
      } else {
        text.append(word.charAt(at));
      }
    }
    return text.toString();
  }

  private static boolean octal(String word, int at) {
    return word.charAt(at) == '\\'
        && at + 3 < word.length()
        && word.substring(at + 1, at + 4).matches("[01][0-7]{2}");
  }
}
