package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.protocol.FilePath;

/// What an address asks for.
final class Asked {

  private Asked() {}

  static String text(Context context, String name) {
    String value = context.queryParam(name);
    return value == null ? "" : value;
  }

  static long number(Context context, String name, long otherwise) {
    String value = text(context, name);
    return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : otherwise;
  }

  static FilePath path(String text) {
    try {
      return new FilePath(text.isEmpty() ? "/" : text);
    } catch (IllegalArgumentException _) {
      throw new Problem(ProblemCode.BAD_REQUEST, "This is no path on a volume.");
    }
  }
}
