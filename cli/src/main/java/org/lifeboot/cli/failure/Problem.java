package org.lifeboot.cli.failure;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457), as the Manager sends them.
///
/// @param code from the API's closed list, or empty when what answered is no problem document
/// @param title the kind of problem, in words, or empty
/// @param detail what was done, to what, what came back, what to do; or empty
@Json
public record Problem(String type, String code, String title, String detail) {
  public Problem {
    type = orEmpty(type);
    code = orEmpty(code);
    title = orEmpty(title);
    detail = orEmpty(detail);
  }

  /// A problem that was met on this side of the API, in the same form.
  public static String of(String code, String detail) {
    Problem problem = new Problem("about:blank", code, "", detail);
    return Jsonb.builder().serializeEmpty(false).build().toJson(problem);
  }

  /// One sentence for a person.
  public String sentence() {
    return detail.isEmpty() ? title : detail;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
