package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of its own for one repair, removed with all that is in it.
record Workshop(Path folder) implements AutoCloseable {

  static Workshop in(Path temporary) throws IOException {
    return new Workshop(Files.createTempDirectory(temporary, "lifeboot-repair-"));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("removing " + folder + ": " + e + ", ignoring");
    }
  }
}
