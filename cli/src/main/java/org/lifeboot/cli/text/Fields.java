package org.lifeboot.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names and values of one thing, one a line, values aligned and made harmless. A value that is
/// empty leaves its line out; one of several lines goes on below itself.
public final class Fields {

  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  public Fields add(String name, String value) {
    if (!value.isBlank()) {
      fields.add(new Field(name, Harmless.line(value)));
    }
    return this;
  }

  public Fields add(String name, Optional<String> value) {
    return add(name, value.orElse(""));
  }

  /// Each value on a line of its own, the name before the first.
  public Fields add(String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      add(i == 0 ? name : "", values.get(i));
    }
    return this;
  }

  public List<String> lines() {
    int width = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0) + 3;
    return fields.stream()
        .map(field -> field.name() + " ".repeat(width - field.name().length()) + field.value())
        .toList();
  }
}
