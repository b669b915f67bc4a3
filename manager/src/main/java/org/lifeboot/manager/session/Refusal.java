package org.lifeboot.manager.session;

import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.protocol.RefusalCode;

/// Why something that was asked of a session is not done.
public sealed interface Refusal {

  /// In words.
  String detail();

  /// An Agent is turned away.
  record OfAgent(RefusalCode code, String detail) implements Refusal {}

  /// A person is.
  record OfPerson(ProblemCode code, String detail) implements Refusal {}

  /// A fetch is: 404 or 410.
  record OfFetch(String detail) implements Refusal {}
}
