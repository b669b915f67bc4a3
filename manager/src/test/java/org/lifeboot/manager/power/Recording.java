package org.lifeboot.manager.power;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The documents of one board, as DMTF's Redfish-Mockup-Creator writes them: one folder for each
/// resource, with an `index.json` in it. Thread-safe.
///
/// A query is part of a folder's name where a recording has pages: `Entries?page=2`.
final class Recording {

  static final String ROOT = "/redfish/v1";
  private static final String INDEX = "index.json";

  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().serializeNulls(true).serializeEmpty(true).build().type(Object.class).map();

  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /// @param board a folder that [#below] found
  static Recording of(Path board) {
    Recording recording = new Recording();
    Path root = Files.exists(board.resolve("redfish/v1")) ? board.resolve("redfish/v1") : board;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(one -> one.endsWith(INDEX)).toList()) {
        String below = root.relativize(file.getParent()).toString().replace('\\', '/');
        recording.texts.put(key(ROOT + "/" + below), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return recording;
  }

  /// Each board below a folder: with `redfish/v1` in it, or in the short form without.
  static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder, 4)) {
      return all.filter(Files::isDirectory).filter(Recording::isBoard).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBoard(Path folder) {
    Path shortForm = folder.resolve(INDEX);
    return Files.exists(folder.resolve("redfish/v1").resolve(INDEX))
        || (!folder.endsWith("redfish/v1")
            && Files.exists(shortForm)
            && Files.isDirectory(folder.resolve("Systems")));
  }

  /// The same for `/redfish/v1/Systems` and `/redfish/v1/Systems/`.
  static String key(String path) {
    return path.replaceFirst("/+(\\?|$)", "$1");
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(key(path)));
  }

  Optional<RedfishDocument> find(String path) {
    return text(path)
        .map(text -> new RedfishDocument(OBJECT.fromJson(text), ""))
        .filter(document -> !path.isEmpty());
  }

  Stream<String> paths() {
    return texts.keySet().stream().sorted();
  }

  /// What is changed stays changed, in memory.
  synchronized void change(String path, Consumer<Map<String, Object>> change) {
    Map<String, Object> fields = OBJECT.fromJson(texts.get(key(path)));
    change.accept(fields);
    texts.put(key(path), OBJECT.toJson(fields));
  }

  /// Whether this board's own paths end with a slash; such boards insist on it (iLO 4).
  boolean slashes() {
    return systems().stream().anyMatch(system -> system.path().endsWith("/"));
  }

  /// Where a reference leads, in the words of today and of before Redfish 1.0 (iLO 4).
  static String link(RedfishDocument document, String name) {
    RedfishDocument reference = document.object(name);
    return reference.id().isEmpty() ? reference.text("href") : reference.id();
  }

  /// What a document's `Links` say, singular or plural.
  static List<String> links(RedfishDocument document, String name) {
    return Stream.of("Links", "links")
        .map(document::object)
        .flatMap(links -> links.objects(name).stream())
        .map(one -> one.id().isEmpty() ? one.text("href") : one.id())
        .toList();
  }

  /// The paths of a collection's members.
  List<String> members(String collection) {
    return find(collection).stream()
        .flatMap(found -> found.objects("Members").stream())
        .map(member -> member.id().isEmpty() ? member.text("href") : member.id())
        .filter(path -> !path.isEmpty())
        .toList();
  }

  /// The id of each system.
  List<RecordedSystem> systems() {
    return members(link(find(ROOT).orElseThrow(), "Systems")).stream()
        .map(path -> new RecordedSystem(this, path))
        .toList();
  }
}
