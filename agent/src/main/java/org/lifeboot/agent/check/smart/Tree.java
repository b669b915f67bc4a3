package org.lifeboot.agent.check.smart;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;

/// A JSON document of which anything may be missing, or of another kind than expected: then there
/// is nothing there. Drives, versions of smartctl and people differ too much for more.
///
/// @param value a map, a list, a text, a number, a flag; an empty map where nothing is
record Tree(Object value) {

  private static final JsonType<Object> ANY = Jsonb.builder().build().type(Object.class);
  static final Tree NOTHING = new Tree(Map.of());

  /// Empty when the text is no JSON object.
  static Optional<Tree> parse(String json) {
    try {
      return JsonText.read(ANY, json) instanceof Map<?, ?> map
          ? Optional.of(new Tree(map))
          : Optional.empty();
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static Tree of(@Nullable Object value) {
    return value == null ? NOTHING : new Tree(value);
  }

  Tree at(String... path) {
    Tree tree = this;
    for (String name : path) {
      tree = tree.value instanceof Map<?, ?> map ? of(map.get(name)) : NOTHING;
    }
    return tree;
  }

  boolean has(String... path) {
    return !at(path).equals(NOTHING);
  }

  OptionalLong number(String... path) {
    return at(path).value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  Optional<Boolean> flag(String... path) {
    return at(path).value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /// One harmless line, or empty.
  String text(String... path) {
    return at(path).value instanceof String text ? HostileText.line(text) : "";
  }

  List<Tree> list(String... path) {
    return at(path).value instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(Tree::of).toList()
        : List.of();
  }
}
