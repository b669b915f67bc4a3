package org.lifeboot.manager.stream;

import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamProblem;

/// An Agent's reason not to open a stream, in the words of the API.
final class Declining {

  private static final int MOST_CHARACTERS = 1_000;

  private Declining() {}

  static Problem problem(StreamAnswer.Declined declined) {
    String detail = declined.detail();
    return new Problem(
        code(declined.problem()), detail.substring(0, Math.min(detail.length(), MOST_CHARACTERS)));
  }

  private static ProblemCode code(StreamProblem problem) {
    return switch (problem) {
      case NOT_FOUND -> ProblemCode.NOT_FOUND;
      case WRONG_KIND -> ProblemCode.WRONG_KIND;
      case IN_USE -> ProblemCode.DEVICE_IN_USE;
      case UNREADABLE -> ProblemCode.UNREADABLE;
      case LOCKED -> ProblemCode.LOCKED;
      case OUT_OF_RANGE -> ProblemCode.OUT_OF_RANGE;
      case UNSUPPORTED -> ProblemCode.UNSUPPORTED;
      case TOO_MANY -> ProblemCode.TOO_MANY_STREAMS;
      case FAULT -> ProblemCode.AGENT_FAILED;
    };
  }
}
