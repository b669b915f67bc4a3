package org.lifeboot.cli.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a JSON document leaves out, or gives as `null`, as a value.
final class Missing {

  private Missing() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /// An explicit `null` in the JSON reaches a record as null, even where it expects an Optional.
  @SuppressWarnings("NullableOptional")
  static <T> Optional<T> optional(@Nullable Optional<T> optional) {
    return optional == null ? Optional.empty() : optional;
  }
}
