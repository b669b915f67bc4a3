package org.lifeboot.manager.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// What came with a request, up to a limit that holds whether or not the sender told its length.
public final class RequestBody {

  /// The longest body that is read.
  public static final int LIMIT_BYTES = 64 * 1024;

  private RequestBody() {}

  /// The whole body as text.
  ///
  /// @throws Problem bad-request when it is too long
  public static String of(Context context) {
    try {
      byte[] body = context.req().getInputStream().readNBytes(LIMIT_BYTES + 1);
      if (body.length > LIMIT_BYTES) {
        throw new Problem(
            ProblemCode.BAD_REQUEST,
            "The request body is longer than the " + LIMIT_BYTES + " bytes that are read here.");
      }
      return new String(body, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a request body from " + context.ip(), e);
    }
  }
}
