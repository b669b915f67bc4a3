package org.lifeboot.lab.process;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A piece of somebody else's JSON, walked by name. What is not there is empty: the lab looks for
/// evidence, and "nothing" is evidence too.
///
/// @param value a map, a list, text, a number or a truth value, as avaje-jsonb reads them; empty
///   for nothing
public record Json(Optional<Object> value) {

  private static final Jsonb JSONB = Jsonb.builder().build();

  public static Json parse(String text) {
    try {
      return new Json(Optional.ofNullable(JSONB.type(Object.class).fromJson(text)));
    } catch (JsonException | IllegalStateException e) {
      throw new LabException("not JSON: " + text, e);
    }
  }

  public static String write(Object value) {
    return JSONB.toJson(value);
  }

  public boolean has(String name) {
    return at(name).value.isPresent();
  }

  public Json at(String name) {
    return value.orElse(Map.of()) instanceof Map<?, ?> map
        ? new Json(Optional.ofNullable(map.get(name)))
        : new Json(Optional.empty());
  }

  /// The elements of a list; none when it is not a list.
  public List<Json> each() {
    return value.orElse(List.of()) instanceof List<?> list
        ? list.stream().map(element -> new Json(Optional.ofNullable(element))).toList()
        : List.of();
  }

  public Stream<Json> each(String name) {
    return at(name).each().stream();
  }

  /// The text under `name`, or "".
  public String text(String name) {
    return at(name).text();
  }

  public String text() {
    return value.map(Object::toString).orElse("");
  }

  /// The number under `name`, or 0.
  public long number(String name) {
    return at(name).value.orElse(0) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public String toString() {
    return value.map(Json::write).orElse("nothing");
  }
}
