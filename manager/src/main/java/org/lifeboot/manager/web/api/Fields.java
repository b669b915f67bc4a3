package org.lifeboot.manager.web.api;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// A JSON object of a request, read strictly: what is missing, of another type, or not known is
/// refused by its name.
final class Fields {

  private static final JsonType<Object> JSON = Jsonb.builder().build().type(Object.class);

  private final String place;
  private final Map<?, ?> values;

  private Fields(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  /// The object in a request's body.
  static Fields of(String body) {
    if (body.isBlank()) {
      throw refused("The request has no body; a JSON object is expected.");
    }
    try {
      if (JSON.fromJson(body) instanceof Map<?, ?> values) {
        return new Fields("", values);
      }
    } catch (RuntimeException | StackOverflowError e) {
      // a body that is cut off makes the parser throw index errors too, a deep one the other
      throw refused("The request body is not JSON: " + firstLine(e));
    }
    throw refused("The request body is JSON, but not an object.");
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /// Refuses every property but these.
  Fields only(Set<String> known) {
    for (Object name : values.keySet()) {
      if (!known.contains(name)) {
        throw refused(
            place + name + ": there is no such property; known here: " + new TreeSet<>(known));
      }
    }
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return value(name)
        .map(value -> value instanceof String text ? text : wrong(name, "text", value));
  }

  String needed(String name) {
    return text(name).orElseThrow(() -> refused(place + name + ": is needed and missing."));
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .map(value -> value instanceof Boolean flag ? flag : wrong(name, "true or false", value));
  }

  Optional<List<String>> texts(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof List<?> list)) {
                return wrong(name, "a list of texts", value);
              }
              var texts = new ArrayList<String>();
              for (Object item : list) {
                texts.add(
                    item instanceof String text ? text : wrong(name, "a list of texts", item));
              }
              return List.copyOf(texts);
            });
  }

  Optional<Fields> object(String name) {
    return value(name)
        .map(
            value ->
                value instanceof Map<?, ?> map
                    ? new Fields(place + name + ".", map)
                    : wrong(name, "an object", value));
  }

  Optional<List<Fields>> objects(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof List<?> list)) {
                return wrong(name, "a list of objects", value);
              }
              var objects = new ArrayList<Fields>();
              for (Object item : list) {
                objects.add(
                    item instanceof Map<?, ?> map
                        ? new Fields(place + name + ".", map)
                        : wrong(name, "a list of objects", item));
              }
              return List.copyOf(objects);
            });
  }

  Optional<Long> number(String name) {
    return value(name)
        .map(
            value ->
                value instanceof Number number && number.doubleValue() == number.longValue()
                    ? number.longValue()
                    : wrong(name, "a whole number", value));
  }

  private Optional<Object> value(String name) {
    if (!values.containsKey(name)) {
      return Optional.empty();
    }
    Object value = values.get(name);
    return value == null ? wrong(name, "something else than null", null) : Optional.of(value);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
  private <T> T wrong(String name, String expected, @Nullable Object value) {
    String found =
        switch (value) {
          case null -> "null";
          case String _ -> "text";
          case Number _ -> "a number";
          case Boolean _ -> "true or false";
          case List<?> _ -> "a list";
          default -> "an object";
        };
    throw refused(place + name + ": expected " + expected + ", found " + found + ".");
  }

  /// Lets a record check itself; its complaint is the answer.
  static <T> T checked(Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  static Problem refused(String detail) {
    return new Problem(ProblemCode.BAD_REQUEST, detail);
  }
}
