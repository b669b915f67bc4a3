package org.lifeboot.agent.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.protocol.ExploreOrder.ListFolder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;

/// Folders, page by page. What lies there does not change while it is looked at, so the names of
/// the last folders are kept. Thread-safe.
final class FolderPages implements AutoCloseable {

  /// How long a person is kept waiting for the first page of a giant folder.
  private static final Duration AT_ONCE = Duration.ofMillis(700);

  /// What every folder is read to, however long it takes: a usual one is then whole and in order,
  /// on a slow disk too.
  private static final int LEAST = 5_000;

  /// How long somebody waits who has asked for all of it.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int KEPT_FOLDERS = 2;

  private final RootFolder root;
  private final Entries entries;
  private final Map<FilePath, Listing> kept = new LinkedHashMap<>();

  FolderPages(RootFolder root) {
    this.root = root;
    this.entries = new Entries(root);
  }

  /// One folder, as far as it was read.
  private static final class Listing implements AutoCloseable {
    final NameStore names = new NameStore();
    boolean complete;
    int[] byName = {};
    long[] sizes = {};
    long[] times = {};

    @Override
    public void close() {
      names.close();
    }
  }

  synchronized FolderPage page(ListFolder wanted) throws IOException {
    var path = new FilePath(wanted.path());
    try (OpenFolder folder = root.openFolder(path.bytes())) {
      Listing known = kept.remove(path);
      if (known != null) {
        kept.put(path, known);
        return page(wanted, path, folder, known);
      }
      return newPage(wanted, path, folder);
    }
  }

  private FolderPage newPage(ListFolder wanted, FilePath path, OpenFolder folder)
      throws IOException {
    makeRoom();
    Listing listing = read(wanted, folder);
    if (!listing.complete && !wanted.whole()) {
      try (listing) {
        return page(wanted, path, folder, listing);
      }
    }
    kept.put(path, listing);
    return page(wanted, path, folder, listing);
  }

  private void makeRoom() {
    while (kept.size() >= KEPT_FOLDERS) {
      FilePath oldest = kept.keySet().iterator().next();
      Listing dropped = kept.remove(oldest);
      if (dropped != null) {
        dropped.close();
      }
    }
  }

  private static Listing read(ListFolder wanted, OpenFolder folder) throws IOException {
    var listing = new Listing();
    try {
      long end = System.nanoTime() + (wanted.whole() ? PATIENCE : AT_ONCE).toNanos();
      int least = Math.max(LEAST, wanted.from() + wanted.count());
      listing.complete =
          listing.names.readFrom(
              folder,
              () -> {
                Wanted.require();
                return System.nanoTime() > end && listing.names.count() >= least;
              });
      return listing;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      listing.close();
      throw e;
    }
  }

  private FolderPage page(ListFolder wanted, FilePath path, OpenFolder folder, Listing listing)
      throws IOException {
    boolean sorted = listing.complete || wanted.whole();
    int[] order = sorted ? order(wanted, folder, listing) : asTheyLie(listing);
    int[] fitting = fitting(wanted.search(), order, listing);
    int from = Math.min(wanted.from(), fitting.length);
    int to = Math.min(fitting.length, from + wanted.count());
    List<FileEntry> page = new ArrayList<>(to - from);
    for (int at = from; at < to; at++) {
      int number = fitting[sorted && wanted.descending() ? fitting.length - 1 - at : at];
      page.add(entries.in(path, folder, listing.names.name(number)));
    }
    return new FolderPage(
        page, from, fitting.length, listing.complete, word(wanted, listing, sorted));
  }

  private static String word(ListFolder wanted, Listing listing, boolean sorted) {
    if (!sorted) {
      return "This folder has more than %,d entries. These are some of them, in no order."
          .formatted(listing.names.count());
    }
    if (!listing.complete) {
      return "Only the first %,d entries of this folder could be read, and put in order."
          .formatted(listing.names.count());
    }
    boolean asked = wanted.sort() == FolderSort.NAME || values(wanted, listing).length > 0;
    return asked || listing.names.count() == 0
        ? ""
        : "This folder takes too long to be put in this order; it is ordered by name.";
  }

  private static int[] asTheyLie(Listing listing) {
    return IntStream.range(0, listing.names.count()).toArray();
  }

  private static int[] fitting(String search, int[] order, Listing listing) {
    if (search.isEmpty()) {
      return order;
    }
    byte[] words = search.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < words.length; i++) {
      words[i] = NameStore.small(words[i]);
    }
    IntPredicate fits = number -> listing.names.contains(number, words);
    return Arrays.stream(order).filter(fits).toArray();
  }

  private static int[] order(ListFolder wanted, OpenFolder folder, Listing listing)
      throws IOException {
    if (listing.byName.length != listing.names.count()) {
      int[] order = asTheyLie(listing);
      IntSort.sort(order, listing.names::compare);
      listing.byName = order;
    }
    if (wanted.sort() == FolderSort.NAME) {
      return listing.byName;
    }
    if (values(wanted, listing).length == 0) {
      readValues(folder, listing);
    }
    long[] values = values(wanted, listing);
    if (values.length == 0) {
      return listing.byName;
    }
    int[] order = listing.byName.clone();
    IntSort.sort(order, (one, other) -> Long.compare(values[one], values[other]));
    return order;
  }

  private static long[] values(ListFolder wanted, Listing listing) {
    return wanted.sort() == FolderSort.SIZE ? listing.sizes : listing.times;
  }

  private static void readValues(OpenFolder folder, Listing listing) throws IOException {
    int count = listing.names.count();
    var sizes = new long[count];
    var times = new long[count];
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; i < count; i++) {
      if ((i & 0xFFF) == 0) {
        Wanted.require();
        if (System.nanoTime() > end) {
          return;
        }
      }
      try {
        FileFacts facts = folder.facts(listing.names.name(i));
        sizes[i] = facts.sizeBytes();
        times[i] = facts.modified().getEpochSecond();
      } catch (IOException _) {
        sizes[i] = -1; // it is shown without its facts
      }
    }
    listing.sizes = sizes;
    listing.times = times;
  }

  @Override
  public synchronized void close() {
    kept.values().forEach(Listing::close);
    kept.clear();
  }
}
