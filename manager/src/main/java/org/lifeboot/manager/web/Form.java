package org.lifeboot.manager.web;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// A form as a browser sends it (`application/x-www-form-urlencoded`).
public record Form(Map<String, String> fields) {

  static final Form NONE = new Form(Map.of());

  public Form {
    fields = Map.copyOf(fields);
  }

  /// The form in a request. The first of several values of the same name counts.
  public static Form of(Context context) {
    return parse(RequestBody.of(context));
  }

  static Form parse(String body) {
    var fields = new LinkedHashMap<String, String>();
    for (String pair : body.split("&", 200)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  /// What was typed into a field, without the blanks around it; empty when it is not there.
  public String text(String name) {
    return exact(name).strip();
  }

  /// Exactly what was typed into a field, as passwords are; empty when it is not there.
  public String exact(String name) {
    return fields.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Problem(ProblemCode.BAD_REQUEST, "The form could not be read.");
    }
  }
}
