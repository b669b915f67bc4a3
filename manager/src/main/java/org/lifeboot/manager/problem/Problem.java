package org.lifeboot.manager.problem;

/// A request that cannot be done, with what a person needs to get further. Thrown where it is
/// found, answered once, at the edge.
public final class Problem extends RuntimeException {

  private final ProblemCode code;

  /// A problem.
  ///
  /// @param detail what was being done, to what, what came back, what to do; no secrets
  public Problem(ProblemCode code, String detail) {
    super(detail);
    this.code = code;
  }

  public ProblemCode code() {
    return code;
  }

  /// HTTP status.
  public int status() {
    return code.status();
  }

  /// What was being done, to what, what came back, what to do.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
