package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Jsonb;
import io.javalin.http.Context;
import org.lifeboot.manager.problem.Problem;

/// Records to JSON answers. Thread-safe.
public final class JsonAnswer {

  private static final Jsonb JSONB = Jsonb.builder().serializeEmpty(true).build();

  private JsonAnswer() {}

  static void send(Context context, int status, Object answer) {
    context.status(status).contentType("application/json").result(text(answer));
  }

  /// The answer to what could not be done.
  public static void send(Context context, Problem problem) {
    context
        .status(problem.status())
        .contentType(ProblemJson.CONTENT_TYPE)
        .result(text(ProblemJson.of(problem)));
  }

  static String text(Object answer) {
    return JSONB.toJson(answer);
  }
}
