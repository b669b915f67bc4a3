package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import org.lifeboot.manager.problem.Problem;

/// `Problem` of the contract, after RFC 9457.
@Json
public record ProblemJson(String type, String code, String title, int status, String detail) {

  static final String CONTENT_TYPE = "application/problem+json";

  static ProblemJson of(Problem problem) {
    return new ProblemJson(
        "about:blank",
        problem.code().text(),
        problem.code().title(),
        problem.status(),
        problem.detail());
  }
}
