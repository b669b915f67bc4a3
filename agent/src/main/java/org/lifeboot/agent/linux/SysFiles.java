package org.lifeboot.agent.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.lifeboot.agent.tool.HostileText;

/// Reads the small files in which the kernel tells of devices. What is not there is empty.
public final class SysFiles {

  private SysFiles() {}

  /// What matches a pattern in a folder, in order.
  ///
  /// @param names as [Files#newDirectoryStream(Path, String)] takes them: `hwmon*`
  public static List<Path> list(Path folder, String names) {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      files.forEach(found::add);
    } catch (IOException _) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  /// One harmless line.
  public static String text(Path file) {
    try {
      return HostileText.line(Files.readString(file));
    } catch (IOException _) {
      return "";
    }
  }

  /// A whole number, which may be negative.
  public static OptionalLong number(Path file) {
    String text = text(file);
    return text.matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /// A device's name, harmless.
  public static String name(Path file) {
    return HostileText.line(String.valueOf(file.getFileName()));
  }
}
