package org.lifeboot.manager.web.api;

import java.nio.charset.StandardCharsets;
import org.lifeboot.manager.problem.Problem;

/// The bodies of requests.
public final class ApiFuzz {

  private ApiFuzz() {}

  public static void body(byte[] input) {
    try {
      Fields body = Fields.of(new String(input, StandardCharsets.UTF_8));
      body.text("name");
      body.flag("flag");
      body.texts("texts");
      body.object("object");
      body.objects("objects");
      body.number("number");
    } catch (Problem problem) {
      if (String.valueOf(problem.getMessage()).isEmpty()) {
        throw new AssertionError("no words", problem);
      }
    }
  }
}
