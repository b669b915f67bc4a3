package org.lifeboot.agent.check.filesystem;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a repair tool that says one line for each thing it sees: all lines but those that it says
/// of a sound file system too.
///
/// @param usual lines that say nothing of damage
/// @param losing lines that speak of files, names or contents given up
/// @param part what a line speaks of
/// @param words a line as a person is told it
record Complaints(
    Pattern usual, Pattern losing, Function<String, String> part, Function<String, String> words) {

  private static final Pattern INODE =
      Pattern.compile("\\b(?:inode|ino)\\b[ #:\\[]*(?:0x)?(\\w{1,20})");

  static Complaints of(String usual, String losing) {
    return new Complaints(
        Pattern.compile(usual),
        Pattern.compile(losing, Pattern.CASE_INSENSITIVE),
        Complaints::inode,
        Function.identity());
  }

  Complaints named(Function<String, String> of) {
    return new Complaints(usual, losing, of, words);
  }

  Complaints told(Function<String, String> inWords) {
    return new Complaints(usual, losing, part, inWords);
  }

  Changes in(String said) {
    var changes = new Changes();
    said.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !usual.matcher(line).find())
        .forEach(
            line -> changes.add(part.apply(line), words.apply(line), losing.matcher(line).find()));
    return changes;
  }

  /// `inode 12` where a line speaks of one.
  static String inode(String line) {
    Matcher inode = INODE.matcher(line);
    return inode.find() && Character.isDigit(inode.group(1).charAt(0))
        ? "inode " + inode.group(1)
        : "";
  }
}
