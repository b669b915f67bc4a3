package org.lifeboot.agent.stack;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.JsonText;

/// What was brought up, written down before it is done: whoever comes after a killed process undoes
/// it, the last first. One file for each ledger. Thread-safe.
public final class Ledger {

  private static final JsonType<Page> PAGE = Jsonb.builder().build().type(Page.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path file;
  private Page page;

  private Ledger(Path file, Page page) {
    this.file = file;
    this.page = page;
  }

  /// What kind of thing.
  public enum Kind {
    CLAIM,
    ARRAY,
    VOLUME,
    CRYPT,
    BTRFS,
    FOLDER,
    MOUNT
  }

  /// One thing that is up, or is just being brought up.
  ///
  /// @param what its name: a claim's, a device, a mount point
  /// @param with what else undoing it takes
  @Json
  public record Entry(Kind kind, String what, List<String> with) {
    public Entry {
      with = List.copyOf(with);
    }

    public static Entry of(Kind kind, String what, String... with) {
      return new Entry(kind, what, List.of(with));
    }
  }

  /// The file.
  ///
  /// @param process that keeps it
  /// @param kept it outlives the process: `lifeboot mount`
  /// @param place where its system is mounted; empty when nowhere
  /// @param entries the first one first
  @Json
  record Page(long process, boolean kept, String place, String words, List<Entry> entries) {
    Page {
      entries = List.copyOf(entries);
    }

    Page with(List<Entry> others) {
      return new Page(process, kept, place, words, others);
    }
  }

  /// A new one, not yet written.
  ///
  /// @param folder `/run/lifeboot/stack`
  /// @param kept it outlives this process
  /// @param words what it is, for people: `mounted read-only`
  public static Ledger open(Path folder, boolean kept, String place, String words) {
    long process = ProcessHandle.current().pid();
    Path file = folder.resolve(process + "-" + NUMBER.incrementAndGet() + ".json");
    return new Ledger(file, new Page(process, kept, place, words, List.of()));
  }

  /// All that are there.
  public static List<Ledger> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException _) {
      return List.of(); // no such folder: none
    }
  }

  private static Optional<Ledger> read(Path file) {
    try {
      return Optional.of(new Ledger(file, JsonText.read(PAGE, Files.readString(file))));
    } catch (IOException | JsonException _) {
      return Optional.empty();
    }
  }

  public synchronized String place() {
    return page.place();
  }

  public synchronized String words() {
    return page.words();
  }

  public synchronized boolean kept() {
    return page.kept();
  }

  /// Nobody will undo it any more.
  public synchronized boolean orphaned() {
    return !page.kept() && ProcessHandle.of(page.process()).isEmpty();
  }

  public synchronized List<Entry> entries() {
    return page.entries();
  }

  /// To be called before the thing is done.
  ///
  /// @throws IllegalStateException when it cannot be written: then it must not be done
  public synchronized Entry add(Entry entry) {
    var entries = new ArrayList<>(page.entries());
    entries.add(entry);
    write(page.with(entries));
    return entry;
  }

  /// To be called when the thing is undone.
  public synchronized void remove(Entry entry) {
    var entries = new ArrayList<>(page.entries());
    int last = entries.lastIndexOf(entry);
    if (last >= 0) {
      entries.remove(last);
    }
    write(page.with(entries));
  }

  private void write(Page next) {
    try {
      if (next.entries().isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, PAGE.toJson(next));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      page = next;
    } catch (IOException e) {
      throw new IllegalStateException("writing " + file, e);
    }
  }
}
