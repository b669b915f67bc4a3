package org.lifeboot.manager.web;

import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;

/// What a power driver is told and says holds addresses of management controllers, sockets and
/// commands: for operators only.
public final class PowerSecrets {

  /// Instead of what a driver said.
  public static final String HIDDEN = "What its driver said is for operators";

  private PowerSecrets() {}

  /// Whether somebody may see them.
  public static boolean shownTo(Role role) {
    return role == Role.OPERATOR;
  }

  /// A refusal as it may be told to somebody who is no operator.
  public static Problem withoutThem(Problem problem) {
    return problem.code() == ProblemCode.POWER_UNREACHABLE
        ? new Problem(
            ProblemCode.POWER_UNREACHABLE,
            "The server's power driver did not answer, or answered with an error. What it said is"
                + " for operators: in the Manager's log. Ask whoever runs this Lifeboot.")
        : problem;
  }

  /// A refusal as it may be told to somebody in this role.
  public static Problem told(Problem problem, Role role) {
    return shownTo(role) ? problem : withoutThem(problem);
  }
}
