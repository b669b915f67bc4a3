package org.lifeboot.agent.explore;

import java.nio.file.Path;
import java.util.List;
import org.lifeboot.protocol.ExploreOrder.ListFolder;
import org.lifeboot.protocol.ExploreOrder.SearchText;
import org.lifeboot.protocol.FolderSort;
import org.lifeboot.protocol.TextFound;

/// Shows a folder's first page, or searches a file to its end, and prints the seconds that took. A
/// small folder is looked at first: an Agent has done more than that before anybody asks.
final class ExploreRate {

  private static final int PAGE = 100;

  private ExploreRate() {}

  public static void main(String[] arguments) throws Exception {
    Path place = Path.of(arguments[1]).toAbsolutePath();
    try (Explorer explorer = Explorer.of(place.getParent())) {
      explorer.list(page("/"));
      long begun = System.nanoTime();
      switch (arguments[0]) {
        case "page" -> firstPage(explorer, "/" + place.getFileName());
        case "search" -> search(explorer, "/" + place.getFileName(), arguments[2]);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
      System.out.printf("%.4f%n", (System.nanoTime() - begun) / 1e9);
    }
  }

  private static ListFolder page(String path) {
    return new ListFolder("disk", path, "", FolderSort.NAME, false, 0, PAGE, false);
  }

  private static void firstPage(Explorer explorer, String path) throws Exception {
    if (explorer.list(page(path)).entries().size() != PAGE) {
      throw new IllegalStateException("no whole page");
    }
  }

  /// As the page does: it goes on where it was left after a few seconds.
  private static void search(Explorer explorer, String path, String words) throws Exception {
    TextFound found = new TextFound(false, 0, 0, false, 0, "");
    while (!found.finished()) {
      found =
          explorer.search(
              new SearchText("disk", List.of(path), 0, found.offset(), false, words, false));
      if (found.found()) {
        throw new IllegalStateException("it is there");
      }
    }
  }
}
