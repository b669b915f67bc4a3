package org.lifeboot.manager.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Small boards made by hand, in the shapes that recordings of real ones show, written as
/// Redfish-Mockup-Creator would record them.
final class HandmadeBoards {

  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().serializeNulls(true).serializeEmpty(true).build().type(Object.class).map();

  private HandmadeBoards() {}

  static void writeBelow(Path folder) {
    for (String name : List.of("old", "late", "several", "patched", "added")) {
      write(folder, name);
    }
  }

  /// Writes one.
  ///
  /// @return its folder
  static Path write(Path folder, String name) {
    Path board = folder.resolve(name);
    try (InputStream file = HandmadeBoards.class.getResourceAsStream("boards/" + name + ".json")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      Map<String, Object> documents = OBJECT.fromJson(text);
      for (Map.Entry<String, Object> one : documents.entrySet()) {
        Path place = Files.createDirectories(board.resolve("redfish/v1" + one.getKey()));
        Files.writeString(place.resolve("index.json"), json(one.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return board;
  }

  @SuppressWarnings("unchecked")
  private static String json(Object document) {
    return OBJECT.toJson((Map<String, Object>) document);
  }
}
