package org.lifeboot.agent.tool;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;

/// JSON that others wrote. Text that is cut off or meant to confuse makes the parser throw a dozen
/// kinds of exceptions, those of an array's index included: here they are one.
public final class JsonText {

  private JsonText() {}

  /// Reads it.
  ///
  /// @throws JsonException for what is none, or not of this type, whatever it is
  public static <T> T read(JsonType<T> type, String text) {
    try {
      T value = type.fromJson(text);
      if (value == null) {
        throw new JsonException("null");
      }
      return value;
    } catch (JsonException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new JsonException("not the JSON that was expected: " + e.getMessage(), e);
    }
  }
}
